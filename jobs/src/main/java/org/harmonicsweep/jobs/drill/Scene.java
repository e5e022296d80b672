package org.harmonicsweep.jobs.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.Seeds;

/**
 * What a fault is tried on: a cluster, a study, and a directory for its results.
 *
 * @param cluster that runs it
 * @param study name of the study, whose file is in the drill's directory
 * @param directory of the drill
 * @param out where the study gets its directory
 * @param name of this try, for logs
 * @param typical how long an undisturbed run takes
 * @param seed of the moments and places of faults
 */
record Scene(
    LoopbackCluster cluster,
    String study,
    Path directory,
    Path out,
    String name,
    Duration typical,
    long seed) {
  static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Pattern BUSY_EXECUTOR =
      Pattern.compile("Starting task \\d+\\.\\d+ in stage [^\\n]*?, (executor \\d+)");
  private static final int BOTH = 2;
  private static final int MOST_RUNS = 3;

  /** Writes the file of a study into a directory. */
  static void write(String study, Path directory) throws IOException {
    try (InputStream in = requireNonNull(Scene.class.getResourceAsStream(study + ".yaml"))) {
      Files.writeString(directory.resolve(study + ".yaml"), new String(in.readAllBytes(), UTF_8));
    }
  }

  /**
   * Starts a run on the cluster.
   *
   * @param part of the try, for the log
   * @param settings of Spark
   * @param environment of the driver and the executors, beside their own
   */
  Child start(String part, Map<String, String> settings, Map<String, String> environment)
      throws IOException {
    return cluster.submit(
        name + "-" + part,
        settings,
        environment,
        List.of(
            "run",
            directory.resolve(study + ".yaml").toString(),
            "--out",
            out.toString(),
            "--no-report",
            "--tolerate",
            "1"));
  }

  Child start(String part, Map<String, String> settings) throws IOException {
    return start(part, settings, Map.of());
  }

  Child start(String part) throws IOException {
    return start(part, Map.of());
  }

  /** Starts a run that shares nothing with the cluster but the disk. */
  Child startAlone(String part) throws IOException {
    return start(part, Map.of("spark.master", "local[1]"));
  }

  /** Returns the run's exit code. */
  static int end(Child run) throws InterruptedException {
    return run.await(LIMIT);
  }

  /** Waits for a run's end; returns a complaint if it did not end with the code. */
  static List<String> ends(Child run, ExitCode expected) throws InterruptedException {
    int code = end(run);
    return code == expected.number()
        ? List.of()
        : List.of("exit code %d, not %d: %s".formatted(code, expected.number(), run.lastWord()));
  }

  /** Waits for a run's end; runs again, and returns complaints, if the table is not whole then. */
  List<String> endsWhole(Child run) throws IOException, InterruptedException {
    List<String> complaints = new ArrayList<>(ends(run, ExitCode.DONE));
    if (!complaints.isEmpty()) {
      complaints.addAll(finish(Map.of()));
    }
    return complaints;
  }

  /** Runs until the table is whole; returns complaints if that takes more than once. */
  List<String> finish(Map<String, String> settings) throws IOException, InterruptedException {
    List<String> complaints = new ArrayList<>();
    for (int i = 1; i <= MOST_RUNS; i++) {
      Child run = start("resumed-" + i, settings);
      int code = end(run);
      if (code == 0) {
        return complaints;
      }
      complaints.add("resumed, it ended with %d: %s".formatted(code, run.lastWord()));
    }
    return complaints;
  }

  /** Waits until both executors train; returns false if the run ends before. */
  static boolean awaitTraining(Child run) throws InterruptedException {
    return run.until(() -> run.distinct(BUSY_EXECUTOR, 1) >= BOTH, LIMIT);
  }

  /** Waits until there is a number of parts; returns false if the run ends before. */
  boolean awaitParts(Child run, int number) throws InterruptedException {
    return run.until(() -> count() >= number, LIMIT);
  }

  private int count() {
    try {
      return parts().size();
    } catch (IOException e) {
      return 0; // not made yet
    }
  }

  /** Returns the results of the study. */
  Path results() {
    return out.resolve(study);
  }

  /** Returns the parts that are there, by name. */
  List<Path> parts() throws IOException {
    return entries(results().resolve("trials")).stream()
        .filter(path -> path.toString().endsWith(".parquet"))
        .toList();
  }

  /** Returns what a directory holds, by name. */
  static List<Path> entries(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }

  /** Returns a number in (0, 1) that depends on the seed and the try alone. */
  double chance(String what) {
    return new RandomStream(new Seeds(seed, 0).key("drill " + name + " " + what)).uniform(0);
  }

  static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
