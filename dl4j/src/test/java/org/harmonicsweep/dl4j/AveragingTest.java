package org.harmonicsweep.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.harmonicsweep.dl4j.Cases.Case;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Averaging;
import org.harmonicsweep.trial.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameter averaging on the threads of one JVM; on processes it is {@code EnginesIT}'s. */
class AveragingTest {
  private static SparkContext spark;

  @BeforeAll
  static void start() {
    spark =
        SparkContext.getOrCreate(
            new SparkConf()
                .setAppName("averaging")
                .setMaster("local[2]")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  static Stream<Named<Case>> cases() {
    return Cases.all();
  }

  /** Several rounds, so that what a round hands on to the next is seen. */
  @ParameterizedTest
  @MethodSource("cases")
  void oneWorkerTrainsWhatTheEngineInATaskDoes(Case one) {
    TrainedVae averaged = trained(one, new Averaging(1, 2, 2, 16));
    TrainedVae alone = AgreementTest.trained(one.on(Engine.dl4j()));
    assertThat(averaged.weightsDigest()).isEqualTo(alone.weightsDigest());
  }

  /** The mean of two steps on halves of a batch is nearly the step on the batch. */
  @ParameterizedTest
  @MethodSource("cases")
  void twoWorkersReachTheSameElbo(Case one) {
    double averaged = trained(one, new Averaging(2, 1, 2, 8)).last().testElbo();
    double alone = AgreementTest.trained(one.on(Engine.dl4j())).last().testElbo();
    assertThat(averaged).isCloseTo(alone, within(0.01 * Math.abs(alone)));
  }

  private static TrainedVae trained(Case one, Averaging averaging) {
    return AgreementTest.trained(one.on(new Engine.Dl4jSpark(averaging)));
  }
}
