package org.harmonicsweep.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.harmonicsweep.jobs.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlotsTest {
  private static final String STANDALONE = "spark://host:7077";

  static Stream<Arguments> promises() {
    return Stream.of(
        Arguments.of("spark.executor.instances", "5", "yarn", 5),
        Arguments.of("spark.cores.max", "40", STANDALONE, 40),
        Arguments.of("spark.cores.max", "1", STANDALONE, 2),
        // of other managers
        Arguments.of("spark.cores.max", "40", "yarn", 2),
        Arguments.of("spark.executor.instances", "40", "local[2]", 2),
        // what other programs want of Spark
        Arguments.of("spark.default.parallelism", "40", "yarn", 2),
        Arguments.of("spark.dynamicAllocation.maxExecutors", "40", "yarn", 2));
  }

  @ParameterizedTest
  @MethodSource("promises")
  void promisedExecutorsCountUnlessMoreAreThere(
      String setting, String value, String master, int expected) {
    assertThat(slots(Map.of("spark.master", master, setting, value), 2)).isEqualTo(expected);
  }

  @Test
  void promisedCoresAreSharedByTheCoresOfATask() {
    Map<String, String> settings =
        Map.of(
            "spark.master", "k8s://host",
            "spark.executor.instances", "5",
            "spark.executor.cores", "4",
            "spark.task.cpus", "3");

    assertThat(slots(settings, 1)).isEqualTo(6);
  }

  @Test
  void aTaskThatFitsNoExecutorStillGivesAPlan() {
    assertThat(slots(Map.of("spark.master", "local[2]", "spark.task.cpus", "9"), 0)).isOne();
  }

  @Test
  void whereNothingIsPromisedAllThatComeWithinASecondOfEachOtherCount() {
    assertThat(slots(Map.of("spark.master", STANDALONE), 0, 0, 1, 3, 3, 3, 8)).isEqualTo(8);
  }

  @Test
  void executorsThatComeWithTheWorkAreNotAwaited() {
    AtomicInteger looks = new AtomicInteger();
    SparkConf conf =
        conf(Map.of("spark.master", STANDALONE, "spark.dynamicAllocation.enabled", "true"));

    int slots = new Slots(conf, nobody(looks), () -> false).awaited();

    assertThat(slots).isOne();
    assertThat(looks).hasValue(1);
  }

  @Test
  void whoStopsDoesNotWait() {
    AtomicInteger looks = new AtomicInteger();
    SparkConf conf = conf(Map.of("spark.master", STANDALONE));

    new Slots(conf, nobody(looks), () -> looks.get() > 2).awaited();

    assertThat(looks).hasValue(3);
  }

  /** Spark's parallelism would be what a user set, and not less than two on a cluster. */
  @Test
  void aSessionTellsItsCores() {
    SparkContext spark = LocalSpark.session().sparkContext();

    assertThat(Slots.of(spark, new StopSwitch()).awaited()).isEqualTo(2);
  }

  private static int slots(Map<String, String> settings, Integer... registered) {
    Deque<Integer> looks = new ArrayDeque<>(List.of(registered));
    return new Slots(
            conf(settings), () -> looks.size() > 1 ? looks.remove() : looks.getFirst(), () -> false)
        .awaited();
  }

  /** Returns a cluster without executors, which counts how often it is asked. */
  private static IntSupplier nobody(AtomicInteger looks) {
    return () -> {
      looks.incrementAndGet();
      return 0;
    };
  }

  private static SparkConf conf(Map<String, String> settings) {
    SparkConf conf = new SparkConf(false);
    settings.forEach(conf::set);
    return conf;
  }
}
