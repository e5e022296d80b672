package org.harmonicsweep.jobs.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.harmonicsweep.jobs.ExitCode;

/** Faults of processes: killed, stopped, slow, twice. */
final class ProcessFaults {
  /** Spark looks for hung executors every minute and waits two; nobody who watches does. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "spark.executor.heartbeatInterval", "1s",
          "spark.network.timeout", "8s",
          "spark.network.timeoutInterval", "2s",
          "spark.storage.blockManagerHeartbeatTimeoutMs", "8s");

  private static final Map<String, String> SPECULATIVE =
      Map.of(
          "spark.speculation", "true",
          "spark.speculation.interval", "100ms",
          "spark.speculation.multiplier", "1.1",
          "spark.speculation.quantile", "0.3",
          "spark.speculation.minTaskRuntime", "100ms");

  private static final Pattern COPY =
      Pattern.compile("Starting task \\d+\\.[1-9]\\d* in stage [^\\n]*");
  private static final Pattern EXECUTOR_LOST = Pattern.compile("Lost executor \\d+ on [^\\n]*");
  private static final double WHILE_IT_LIVES = 0.9;
  private static final Duration DAY = Duration.ofDays(1);

  private ProcessFaults() {}

  /**
   * Kills at a drawn time, which is before the first part more often than not, or at a drawn number
   * of parts: which of the two is drawn as well.
   *
   * @param parts number of them in the end
   */
  static Round driverKilled(Scene scene, int parts) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Child run = scene.start("killed");
    double moment = scene.chance("moment");
    boolean met;
    if (scene.chance("by parts") < 0.5) {
      int awaited = 1 + (int) (moment * (parts - 1));
      met = scene.awaitParts(run, awaited);
    } else {
      met =
          run.lives(
              Duration.ofMillis((long) (moment * WHILE_IT_LIVES * scene.typical().toMillis())));
    }
    run.kill();
    long fault = System.nanoTime();
    double at = (fault - start) / 1e9;
    int kept = scene.parts().size();
    List<String> complaints = scene.finish(Map.of());
    String remark = "after %.1f s, %d parts".formatted(at, kept);
    return new Round(met, Scene.secondsSince(fault), complaints, met ? remark : "too late");
  }

  static Round executorKilled(Scene scene) throws IOException, InterruptedException {
    Child run = scene.start("executor");
    boolean met = Scene.awaitTraining(run);
    long fault = System.nanoTime();
    met &= any(scene).map(ProcessHandle::destroyForcibly).orElse(false);
    List<String> complaints = scene.endsWhole(run);
    complaints.addAll(lost(run));
    return new Round(met, Scene.secondsSince(fault), complaints, run.lastWord());
  }

  static Round executorHung(Scene scene) throws IOException, InterruptedException {
    Child run = scene.start("executor", IMPATIENT);
    boolean met = Scene.awaitTraining(run);
    long fault = System.nanoTime();
    List<ProcessHandle> stopped = any(scene).stream().toList();
    signal("STOP", stopped);
    try {
      List<String> complaints = scene.endsWhole(run);
      complaints.addAll(lost(run));
      return new Round(met, Scene.secondsSince(fault), complaints, run.lastWord());
    } finally {
      stopped.forEach(ProcessHandle::destroyForcibly);
    }
  }

  static Round straggler(Scene scene) throws IOException, InterruptedException {
    Child run = scene.start("executor", SPECULATIVE);
    boolean met = Scene.awaitTraining(run);
    long fault = System.nanoTime();
    List<ProcessHandle> stopped = any(scene).stream().toList();
    signal("STOP", stopped);
    boolean copied = run.says(COPY, Scene.LIMIT);
    signal("CONT", stopped);
    List<String> complaints = scene.endsWhole(run);
    if (!copied) {
      complaints.add("no copy of a task ran");
    }
    return new Round(met && copied, Scene.secondsSince(fault), complaints, run.lastWord());
  }

  static Round terminated(Scene scene) throws IOException, InterruptedException {
    Child run = scene.start("terminated");
    boolean met = Scene.awaitTraining(run);
    long fault = System.nanoTime();
    Child.signal("TERM", run.process().pid());
    List<String> complaints = new ArrayList<>(Scene.ends(run, ExitCode.STOPPED));
    complaints.addAll(scene.finish(Map.of()));
    return new Round(met, Scene.secondsSince(fault), complaints, run.lastWord());
  }

  static Round twoDrivers(Scene scene) throws IOException, InterruptedException {
    long fault = System.nanoTime();
    Child first = scene.startAlone("first");
    Child second = scene.startAlone("second");
    List<String> complaints = new ArrayList<>(Scene.ends(second, ExitCode.DONE));
    complaints.addAll(scene.endsWhole(first));
    return new Round(true, Scene.secondsSince(fault), complaints, first.lastWord());
  }

  /** The next run sees a table that is a day older than its own clock says it can be. */
  static Round clockBack(Scene scene) throws IOException, InterruptedException {
    Child run = scene.start("killed");
    boolean met = scene.awaitParts(run, 1);
    run.kill();
    long fault = System.nanoTime();
    FileTime tomorrow = FileTime.from(Instant.now().plus(DAY));
    try (Stream<Path> paths = Files.walk(scene.results())) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, tomorrow);
      }
    }
    List<String> complaints = scene.finish(Map.of());
    return new Round(
        met, Scene.secondsSince(fault), complaints, "files of tomorrow are files like others");
  }

  private static void signal(String name, List<ProcessHandle> executors)
      throws IOException, InterruptedException {
    for (ProcessHandle executor : executors) {
      Child.signal(name, executor.pid());
    }
  }

  private static Optional<ProcessHandle> any(Scene scene) {
    List<ProcessHandle> executors = scene.cluster().executors();
    return executors.isEmpty()
        ? Optional.empty()
        : Optional.of(executors.get((int) (scene.chance("executor") * executors.size())));
  }

  private static List<String> lost(Child run) {
    return run.distinct(EXECUTOR_LOST, 0) > 0
        ? List.of()
        : List.of("the driver did not notice that an executor was lost");
  }
}
