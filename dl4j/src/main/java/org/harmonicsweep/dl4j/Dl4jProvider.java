package org.harmonicsweep.dl4j;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.harmonicsweep.training.Learner;
import org.harmonicsweep.training.LearnerProvider;
import org.harmonicsweep.training.ModelInTraining;
import org.harmonicsweep.trial.Averaging;
import org.harmonicsweep.trial.Engine;
import org.nd4j.linalg.factory.Nd4j;

/** The engines {@code dl4j}, one graph on one thread, and {@code dl4j-spark}. */
public final class Dl4jProvider implements LearnerProvider {
  /** Creates the provider; services are made without arguments. */
  public Dl4jProvider() {}

  @Override
  public boolean provides(Engine engine) {
    return engine.match(() -> false, () -> true, averaging -> true);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if ND4J finds no native library here
   */
  @Override
  public Learner open(ModelInTraining model) {
    onOneThread();
    return model
        .trial()
        .engine()
        .match(
            () -> {
              throw new IllegalArgumentException("the engine strict needs no provider");
            },
            () -> new Dl4jLearner(model),
            averaging -> new AveragedLearner(model, averaging, spark(averaging)));
  }

  /** Returns the running session's context; where a row is checked by itself there is none. */
  private static JavaSparkContext spark(Averaging averaging) {
    SparkConf conf =
        new SparkConf()
            .setAppName("harmonic-sweep")
            .setIfMissing("spark.master", "local[" + averaging.workers() + "]")
            .setIfMissing("spark.ui.enabled", "false");
    return JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(conf));
  }

  /** One task has one core; more threads would take turns with the other tasks of the executor. */
  static void onOneThread() {
    try {
      Nd4j.getEnvironment().setMaxThreads(1);
      Nd4j.getEnvironment().setMaxMasterThreads(1);
      Nd4j.factory().blas().setMaxThreads(1);
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "ND4J finds no native library for %s %s: put the jar of its backend for it on the class path, see docs/engines.md"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }
}
