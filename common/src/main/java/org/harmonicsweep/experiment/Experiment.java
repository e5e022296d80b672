package org.harmonicsweep.experiment;

import static java.util.stream.Collectors.joining;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.metrics.Measurements;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.metrics.lipschitz.Lipschitz;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.robustness.Robustness;
import org.harmonicsweep.metrics.robustness.RobustnessMeasurement;
import org.harmonicsweep.metrics.spectrum.Spectrum;
import org.harmonicsweep.metrics.theory.Theory;
import org.harmonicsweep.training.MissingEngineException;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.training.TrainingCancelled;
import org.harmonicsweep.training.TrainingOutcome;
import org.harmonicsweep.trial.Sha256;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Trial;

/** Trains and measures one trial after another on the calling thread. */
public final class Experiment {
  private static final String TRAINING = "training";

  private final Function<Trial, TrainingOutcome> trainer;
  private final BiFunction<Trial, TrainedVae, Measurements> meter;
  private final TimeLimit limit;

  /** Creates the experiment on the given data with the given metrics, without a limit of time. */
  public Experiment(DataSplit data, MetricSet metrics) {
    this(data, metrics, TimeLimit.none());
  }

  /** Creates the experiment whose trials end at the given time. */
  public Experiment(DataSplit data, MetricSet metrics, TimeLimit limit) {
    this(
        trial -> Trainer.train(trial, data),
        (trial, vae) -> measure(trial, vae, data, metrics),
        limit);
  }

  Experiment(
      Function<Trial, TrainingOutcome> trainer,
      BiFunction<Trial, TrainedVae, Measurements> meter,
      TimeLimit limit) {
    this.trainer = trainer;
    this.meter = meter;
    this.limit = limit;
  }

  /**
   * Runs one trial; whatever it throws becomes its outcome, and so does its limit of time.
   *
   * <p>The limit interrupts the thread, and the interruption is gone when this returns. Whoever
   * interrupts the thread for a reason of their own must know it by other means if both happen at
   * once: then the trial has timed out.
   *
   * @throws CancellationException if another interrupts the thread: the trial has then no result
   * @throws MissingEngineException if the trial's engine is not on the class path
   */
  public TrialResult run(Trial trial) {
    try (Watchdog watchdog = Watchdog.over(limit)) {
      return run(trial, watchdog);
    }
  }

  private TrialResult run(Trial trial, Watchdog watchdog) {
    Clock clock = new Clock();
    TrialOutcome outcome;
    try {
      TrainingOutcome training = trainer.apply(trial);
      clock.trained();
      outcome =
          training.match(
              trained ->
                  new TrialOutcome.Completed(trained.vae(), meter.apply(trial, trained.vae())),
              diverged -> new TrialOutcome.Diverged(diverged.step()));
    } catch (MissingEngineException e) {
      throw e;
    } catch (CancellationException e) {
      if (!watchdog.hasFired()) {
        throw e;
      }
      outcome = late(e);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      outcome = failure(e);
    }
    return clock.result(trial, outcome);
  }

  static Measurements measure(Trial trial, TrainedVae vae, DataSplit data, MetricSet metrics) {
    Optional<LipschitzMeasurement> lipschitz =
        taken(
            MetricFamily.LIPSCHITZ,
            metrics,
            () -> Lipschitz.measure(vae, data.test(), trial.seeds()));
    Optional<RobustnessMeasurement> robustness =
        taken(
            MetricFamily.ROBUSTNESS,
            metrics,
            () ->
                lipschitz
                    .map(brackets -> Robustness.measure(trial, vae, data.test(), brackets))
                    .orElseGet(() -> Robustness.measure(trial, vae, data.test())));
    return new Measurements(
        taken(
            MetricFamily.SPECTRUM,
            metrics,
            () -> Spectrum.measure(vae, data.test(), trial.seeds())),
        lipschitz,
        robustness,
        MeasuringCancelled.naming("theory", () -> Theory.predict(trial, data, vae)));
  }

  private static <M> Optional<M> taken(
      MetricFamily family, MetricSet metrics, Supplier<M> measurement) {
    return metrics.contains(family)
        ? Optional.of(MeasuringCancelled.naming(family.key(), measurement))
        : Optional.empty();
  }

  private TrialOutcome late(CancellationException cancelled) {
    if (cancelled instanceof MeasuringCancelled measuring) {
      return new TrialOutcome.TimedOut(limit, measuring.phase(), Optional.empty());
    }
    Optional<Long> step =
        cancelled instanceof TrainingCancelled training
            ? Optional.of(training.step())
            : Optional.empty();
    return new TrialOutcome.TimedOut(limit, TRAINING, step);
  }

  private static TrialOutcome failure(Throwable thrown) {
    String type = thrown.getClass().getName();
    String message = Optional.ofNullable(thrown.getMessage()).orElse("");
    return new TrialOutcome.Failed(type, message, Sha256.hex(type + "\n" + stack(thrown)));
  }

  /** What called the experiment is left out: it differs between a cluster and a single process. */
  private static String stack(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .takeWhile(frame -> !isRun(frame))
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .collect(joining("\n"));
  }

  private static boolean isRun(StackTraceElement frame) {
    return frame.getClassName().equals(Experiment.class.getName())
        && frame.getMethodName().equals("run");
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
