package org.harmonicsweep.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.TrialOutcome.Completed;
import org.harmonicsweep.experiment.TrialOutcome.TimedOut;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.training.TrainingOutcome;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trials that reach their time, and what must not change by it. */
@Timeout(120) // what does not end here would not end at all
class TimeoutTest {
  private static final DataSplit DATA =
      new DataLoader(new Configuration(false)).load(new DataSource.Disks(200, 16, 1), 0.5);
  private static final MetricSet ALL = MetricSet.of(List.of(MetricFamily.values()));
  private static final MetricSet SOME = MetricSet.of(List.of(MetricFamily.SPECTRUM));

  @AfterEach
  void theThreadIsNotLeftInterrupted() {
    assertThat(Thread.interrupted()).isFalse();
  }

  private static Trial trial(int width, int epochs) {
    return new Trial(
        new Model(
            Architecture.dense("one", List.of(width), List.of(width), Activation.TANH),
            2,
            Likelihood.GAUSSIAN,
            EncoderVariance.learned(),
            1,
            InputNoise.denoising(0.1)),
        new Training(epochs, 10, 1e-3),
        new Seeds(1, 0),
        DATA.identity(),
        Engine.strict());
  }

  private static TimedOut late(TrialResult result) {
    assertThat(result.outcome()).isInstanceOf(TimedOut.class);
    return (TimedOut) result.outcome();
  }

  @Test
  void aTrainingEndsAtItsTime() {
    TimeLimit limit = new TimeLimit(0.5);

    TrialResult result = new Experiment(DATA, ALL, limit).run(trial(64, 1_000_000));

    assertThat(late(result).phase()).isEqualTo("training");
    assertThat(late(result).step()).hasValueSatisfying(step -> assertThat(step).isPositive());
    assertThat(late(result).message()).isEqualTo("reached trial_timeout of 0.5 s");
    assertThat(result.outcome().status()).isEqualTo("timeout");
    assertThat(result.trainingSeconds() + result.measuringSeconds())
        .as("its clock starts a little later")
        .isGreaterThan(0.4);
  }

  @Test
  void aTimeInWhichNothingTrainsEndsAtOnce() {
    TrialResult result = new Experiment(DATA, ALL, new TimeLimit(1e-9)).run(trial(64, 1_000_000));

    assertThat(late(result).phase()).isEqualTo("training");
  }

  /** The large network makes each of them take seconds; a lone check at its end would not do. */
  @ParameterizedTest
  @EnumSource(MetricFamily.class)
  void everyMetricEndsAtItsTime(MetricFamily family) {
    Trial trial = trial(800, 1);
    TrainingOutcome trained = Trainer.train(trial, DATA);
    MetricSet metrics = MetricSet.of(List.of(family));
    Experiment experiment =
        new Experiment(
            known -> trained,
            (known, vae) -> Experiment.measure(known, vae, DATA, metrics),
            new TimeLimit(0.2));

    TrialResult result = experiment.run(trial);

    assertThat(late(result).phase()).isEqualTo(family.key());
    assertThat(result.measuringSeconds())
        .as("a step takes a fraction of a second, and longer on a loaded machine")
        .isLessThan(5);
  }

  @Test
  void aTrialThatEndsInTimeHasTheBitsOfOneWithoutLimit() {
    Trial trial = trial(8, 2);
    Completed free = (Completed) new Experiment(DATA, SOME).run(trial).outcome();

    late(new Experiment(DATA, ALL, new TimeLimit(1e-9)).run(trial(64, 1_000_000)));
    Completed limited =
        (Completed) new Experiment(DATA, SOME, new TimeLimit(3600)).run(trial).outcome();

    assertThat(limited.vae().weightsDigest()).isEqualTo(free.vae().weightsDigest());
    assertThat(limited.measurements()).isEqualTo(free.measurements());
  }

  @Test
  void anInterruptionByAnotherIsNoTimeout() {
    Experiment experiment =
        new Experiment(
            trial -> {
              Thread.currentThread().interrupt();
              Interruption.check();
              throw new AssertionError("goes on although interrupted");
            },
            (trial, vae) -> {
              throw new AssertionError("is measured although interrupted");
            },
            new TimeLimit(3600));

    assertThatThrownBy(() -> experiment.run(trial(8, 1))).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).as("the interruption stays for its sender").isTrue();
  }

  @Test
  void theStepIsKnownOfTrainingAlone() {
    Experiment experiment =
        new Experiment(
            trial -> {
              throw spun();
            },
            (trial, vae) -> {
              throw spun();
            },
            new TimeLimit(0.01));

    assertThat(late(experiment.run(trial(8, 1))))
        .isEqualTo(new TimedOut(new TimeLimit(0.01), "training", Optional.empty()));
  }

  private static AssertionError spun() {
    for (long end = System.nanoTime() + 60_000_000_000L; System.nanoTime() < end; ) {
      Interruption.check();
      Thread.onSpinWait();
    }
    return new AssertionError("goes on although interrupted");
  }
}
