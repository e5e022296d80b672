package org.harmonicsweep.dl4j;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.harmonicsweep.training.Learner;
import org.harmonicsweep.training.LearnerProvider;
import org.harmonicsweep.training.ModelInTraining;
import org.harmonicsweep.trial.Averaging;
import org.harmonicsweep.trial.Engine;

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
   * @throws IllegalStateException if ND4J finds no native library here, or on an executor that is
   *     to train
   */
  @Override
  public Learner open(ModelInTraining model) {
    start();
    return model
        .trial()
        .engine()
        .match(
            () -> {
              throw new IllegalArgumentException("the engine strict needs no provider");
            },
            () -> new Dl4jLearner(model),
            averaging -> averaged(model, averaging));
  }

  private static Learner averaged(ModelInTraining model, Averaging averaging) {
    JavaSparkContext spark = spark(averaging);
    AveragedLearner.start(spark, averaging);
    return new AveragedLearner(model, averaging, spark);
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

  /**
   * Starts ND4J here.
   *
   * @throws IllegalStateException if it finds no native library
   */
  static void start() {
    NativeLibraries.start()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
  }
}
