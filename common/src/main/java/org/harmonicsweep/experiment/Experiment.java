package org.harmonicsweep.experiment;

import static java.util.stream.Collectors.joining;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.metrics.Measurements;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.metrics.lipschitz.Lipschitz;
import org.harmonicsweep.metrics.spectrum.Spectrum;
import org.harmonicsweep.metrics.theory.Theory;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.training.TrainingOutcome;
import org.harmonicsweep.trial.Sha256;
import org.harmonicsweep.trial.Trial;

/** Trains and measures one trial after another on the calling thread. */
public final class Experiment {
  private final DataSplit data;
  private final MetricSet metrics;

  /** Creates the experiment on the given data with the given metrics. */
  public Experiment(DataSplit data, MetricSet metrics) {
    this.data = data;
    this.metrics = metrics;
  }

  /**
   * Runs one trial; whatever it throws becomes its outcome.
   *
   * @throws CancellationException if the thread is interrupted: the trial has then no result
   */
  public TrialResult run(Trial trial) {
    Clock clock = new Clock();
    TrialOutcome outcome;
    try {
      TrainingOutcome training = Trainer.train(trial, data);
      clock.trained();
      outcome =
          training.match(
              trained -> new TrialOutcome.Completed(trained.vae(), measure(trial, trained.vae())),
              diverged -> new TrialOutcome.Diverged(diverged.step()));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      outcome = failure(e);
    }
    return clock.result(trial, outcome);
  }

  private Measurements measure(Trial trial, TrainedVae vae) {
    return new Measurements(
        metrics.contains(MetricFamily.SPECTRUM)
            ? Optional.of(Spectrum.measure(vae, data.test(), trial.seeds()))
            : Optional.empty(),
        metrics.contains(MetricFamily.LIPSCHITZ)
            ? Optional.of(Lipschitz.measure(vae, data.test(), trial.seeds()))
            : Optional.empty(),
        Theory.predict(trial, data, vae));
  }

  private static TrialOutcome failure(Throwable thrown) {
    String stack =
        Arrays.stream(thrown.getStackTrace())
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .collect(joining("\n"));
    String message = Optional.ofNullable(thrown.getMessage()).orElse("");
    String type = thrown.getClass().getName();
    return new TrialOutcome.Failed(type, message, Sha256.hex(type + "\n" + stack));
  }

  /** The times of one trial. */
  private static final class Clock {
    private final long start = System.nanoTime();
    private final long cpuStart = cpu();
    private long trained = start;

    void trained() {
      trained = System.nanoTime();
    }

    TrialResult result(Trial trial, TrialOutcome outcome) {
      long end = System.nanoTime();
      return new TrialResult(
          trial, outcome, (trained - start) / 1e9, (end - trained) / 1e9, (cpu() - cpuStart) / 1e9);
    }

    private static long cpu() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }
}
