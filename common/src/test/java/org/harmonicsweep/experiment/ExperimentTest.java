package org.harmonicsweep.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.metrics.Measurements;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.EpochLosses;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.TrainingOutcome;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final Trial TRIAL =
      new Trial(
          new Model(
              Architecture.dense("linear", List.of(), List.of(), Activation.LINEAR),
              1,
              Likelihood.GAUSSIAN,
              EncoderVariance.fixed(1),
              1,
              InputNoise.denoising(0)),
          new Training(1, 1, 1e-3),
          new Seeds(0, 0),
          DataIdentity.ofVectors("0".repeat(64), 1, 1, 1),
          Engine.strict());

  private static final Measurements MEASUREMENTS =
      new Measurements(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new TheoryMeasurement(
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              Optional.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              List.of()));

  private static TrainedVae vae() {
    Network identity =
        Network.of(
            List.of(new DenseLayer(1, 1, new float[] {1}, new float[] {0}, Activation.LINEAR)));
    return new TrainedVae(
        identity,
        Optional.empty(),
        identity,
        EncoderVariance.fixed(1),
        List.of(new EpochLosses(1, 1, 1, -1, 1, 0)),
        "0".repeat(64));
  }

  private static TrialResult training(Supplier<TrainingOutcome> training) {
    return new Experiment(trial -> training.get(), (trial, vae) -> MEASUREMENTS, TimeLimit.none())
        .run(TRIAL);
  }

  private static TrialOutcome.Failed failure(TrialResult result) {
    assertThat(result.outcome()).isInstanceOf(TrialOutcome.Failed.class);
    return (TrialOutcome.Failed) result.outcome();
  }

  private static TrainingOutcome broken(String message) {
    throw new IllegalStateException(message);
  }

  private static TrainingOutcome brokenElsewhere(String message) {
    throw new IllegalStateException(message);
  }

  private static TrainingOutcome endless(int depth) {
    return depth < 0 ? new TrainingOutcome.Diverged(depth) : endless(depth + 1);
  }

  @Test
  void trainedModelIsMeasured() {
    TrainedVae vae = vae();
    TrialResult result = training(() -> new TrainingOutcome.Trained(vae));
    assertThat(result.trial()).isEqualTo(TRIAL);
    assertThat(result.outcome()).isEqualTo(new TrialOutcome.Completed(vae, MEASUREMENTS));
    assertThat(result.outcome().status()).isEqualTo("ok");
  }

  @Test
  void divergenceIsAResult() {
    TrialResult result = training(() -> new TrainingOutcome.Diverged(17));
    assertThat(result.outcome()).isEqualTo(new TrialOutcome.Diverged(17));
    assertThat(result.outcome().status()).isEqualTo("diverged");
  }

  @Test
  void exceptionIsAResultWithItsClassAndMessage() {
    TrialOutcome.Failed failed = failure(training(() -> broken("no luck")));
    assertThat(failed.exception()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.message()).isEqualTo("no luck");
    assertThat(failed.stackHash()).matches("[0-9a-f]{64}");
    assertThat(failed.status()).isEqualTo("failed");
  }

  @Test
  void trainingOnOtherDataThanTheTrialNamesIsAFailure() {
    DataSplit other =
        new DataLoader(new Configuration(false))
            .load(new DataSource.LinearGaussian(10, List.of(1.0), 1), 0.5);
    Experiment experiment = new Experiment(other, MetricSet.of(List.of()));
    TrialOutcome.Failed failed = failure(experiment.run(TRIAL));
    assertThat(failed.exception()).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(failed).isEqualTo(failure(experiment.run(TRIAL)));
  }

  @Test
  void exceptionWithoutMessageHasAnEmptyOne() {
    TrialResult result =
        training(
            () -> {
              throw new UnsupportedOperationException();
            });
    assertThat(failure(result).message()).isEmpty();
  }

  @Test
  void measuringMayFailToo() {
    TrialResult result =
        new Experiment(
                trial -> new TrainingOutcome.Trained(vae()),
                (trial, vae) -> {
                  throw new ArithmeticException("undefined");
                },
                TimeLimit.none())
            .run(TRIAL);
    assertThat(failure(result).exception()).isEqualTo("java.lang.ArithmeticException");
  }

  @Test
  void deepRecursionIsAFailureOfTheTrialAlone() {
    assertThat(failure(training(() -> endless(0))).exception())
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void sameCauseHasTheSameHashWhoeverCalls() throws Exception {
    Experiment experiment =
        new Experiment(trial -> broken("one"), (trial, vae) -> MEASUREMENTS, TimeLimit.none());
    FutureTask<TrialResult> elsewhere = new FutureTask<>(() -> experiment.run(TRIAL));
    Thread thread = new Thread(elsewhere);
    thread.start();
    thread.join();
    assertThat(failure(elsewhere.get())).isEqualTo(failure(experiment.run(TRIAL)));
  }

  @Test
  void causesInTwoPlacesHaveTwoHashes() {
    List<String> hashes =
        Stream.of(true, false)
            .map(here -> failure(training(() -> here ? broken("x") : brokenElsewhere("x"))))
            .map(TrialOutcome.Failed::stackHash)
            .toList();
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void messageIsNoPartOfTheHash() {
    List<String> hashes =
        Stream.of("one", "two")
            .map(message -> failure(training(() -> broken(message))).stackHash())
            .distinct()
            .toList();
    assertThat(hashes).hasSize(1);
  }

  @Test
  void kindOfExceptionIsPartOfTheHash() {
    List<RuntimeException> kinds =
        List.of(new IllegalStateException("x"), new IllegalArgumentException("x"));
    kinds.forEach(kind -> kind.setStackTrace(new StackTraceElement[0]));
    List<String> hashes =
        kinds.stream()
            .map(
                kind ->
                    failure(
                            training(
                                () -> {
                                  throw kind;
                                }))
                        .stackHash())
            .toList();
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void cancellationIsNoResult() {
    assertThatThrownBy(
            () ->
                training(
                    () -> {
                      throw new CancellationException();
                    }))
        .isExactlyInstanceOf(CancellationException.class);
  }

  @Test
  void lackOfMemoryIsNoResultOfTheTrial() {
    // it says nothing of the trial: another machine, or another attempt, may have more
    assertThatThrownBy(
            () ->
                training(
                    () -> {
                      throw new OutOfMemoryError("heap");
                    }))
        .isExactlyInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void timesAreSplitBetweenTrainingAndMeasuring() {
    TrialResult result =
        new Experiment(
                trial -> {
                  spin(60);
                  return new TrainingOutcome.Trained(vae());
                },
                (trial, vae) -> {
                  spin(20);
                  return MEASUREMENTS;
                },
                TimeLimit.none())
            .run(TRIAL);
    // lower ends only: a loaded machine may stretch both
    assertThat(result.trainingSeconds()).isGreaterThanOrEqualTo(0.06);
    assertThat(result.measuringSeconds()).isGreaterThanOrEqualTo(0.02);
    assertThat(result.cpuSeconds())
        .isPositive()
        // the clocks of wall and processor tick differently
        .isLessThan(result.trainingSeconds() + result.measuringSeconds() + 0.02);
  }

  private static void spin(long milliseconds) {
    long end = System.nanoTime() + milliseconds * 1_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
