package org.harmonicsweep.jobs.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that take too long, and runs that are ended, as a user meets them. */
class FailuresIT {
  /** Two cells take a moment; two would take the better part of an hour. */
  private static final String MIXED =
      """
      study: tiny
      data: {source: disks, samples: 100, size: 8, test_fraction: 0.5}
      model: {latent: 2, encoder_variance: 0.1}
      architectures:
        small: {encoder: [2], decoder: [2], activation: tanh}
        large: {encoder: [2000, 2000], decoder: [2000, 2000], activation: tanh}
      grid: {architecture: [small, large], kl_weight: [1, 2]}
      training: {epochs: 1, batch: 50}
      metrics: [robustness]
      """;

  private static final String SMALL = MIXED.replace("[small, large]", "[small]");

  @TempDir private Path directory;

  @Test
  void someTrialsTimeOutAndTheOthersHaveTheBitsOfAnUndisturbedRun() throws Exception {
    String study = TinyStudy.in(directory, MIXED + "trial_timeout: 12\n");
    Files.copy(Path.of(study), directory.resolve("limited.yaml"));
    CommandLineRun run = harmonic("run", study, "--tolerate", "0.5", "--no-report");
    CommandLineRun free =
        harmonic("run", TinyStudy.in(directory, SMALL), "--out", "free", "--no-report");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(free.exitCode()).as(free.err()).isZero();
    assertThat(statuses("out")).containsValues("ok", "timeout").hasSize(4);
    Map<String, String> ended = digests("free");
    assertThat(ended).hasSize(2);
    assertThat(digests("out")).containsAllEntriesOf(ended);

    String late = late("out").substring(0, 12);
    CommandLineRun show = harmonic("show", "out/tiny", late);
    assertThat(show.exitCode()).as(show.err()).isZero();
    assertThat(show.out()).contains(": timeout, reached trial_timeout of 12 s in ");
    CommandLineRun reproduce = harmonic("reproduce", "out/tiny", late);
    assertThat(reproduce.exitCode()).isEqualTo(66);
    assertThat(reproduce.err()).contains("has no result to compare with").hasLineCount(1);
    CommandLineRun plan = harmonic("plan", study.replace("tiny.yaml", "limited.yaml"));
    assertThat(plan.err()).contains("trials are predicted to take longer than the trial_timeout");
  }

  /** YARN kills a quarter of a second after SIGTERM, Kubernetes half a minute after it. */
  @Test
  void terminatedInTheMiddleOfALongMeasurementItEndsAtOnceAndCanBeResumed() throws Exception {
    String study = TinyStudy.in(directory, MIXED.replace("[small, large]", "[large]"));
    CommandLineRun ended;
    long nanoseconds;
    try (HarmonicProcess run = HarmonicProcess.start(directory, "run", study)) {
      run.until(() -> directory.resolve("out/tiny/plan.json").toFile().exists());
      Thread.sleep(5000); // so that trials are under way
      long start = System.nanoTime();
      run.signal("TERM");
      ended = run.await();
      nanoseconds = System.nanoTime() - start;
    }

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(75);
    assertThat(ended.err()).contains("the same command resumes").doesNotContain("\tat ");
    // one step on a network this large, and the end of Spark; ten times as long on a loaded machine
    assertThat(Duration.ofNanos(nanoseconds)).isLessThan(Duration.ofSeconds(15));
    assertThat(directory.resolve("out/tiny/trials/_staging")).isEmptyDirectory();
    assertThat(entries("out")).as("what was under way is missing").isEmpty();
  }

  private CommandLineRun harmonic(String... arguments) throws Exception {
    try (HarmonicProcess process = HarmonicProcess.start(directory, arguments)) {
      return process.await();
    }
  }

  private List<Entry> entries(String out) {
    return ResultDirectory.open(
            new Configuration(), directory.resolve(out).resolve("tiny").toString())
        .ledger()
        .entries();
  }

  private Map<String, String> statuses(String out) {
    return entries(out).stream().collect(toMap(Entry::trial, Entry::status));
  }

  private Map<String, String> digests(String out) {
    return entries(out).stream().collect(toMap(Entry::trial, Entry::rowDigest));
  }

  private String late(String out) {
    return entries(out).stream()
        .filter(Entry::isTimeout)
        .map(Entry::trial)
        .findFirst()
        .orElseThrow();
  }
}
