package org.harmonicsweep.jobs.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

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
    CommandLineRun plan = harmonic("plan", study);
    CommandLineRun run = harmonic("run", study, "--tolerate", "0.5");
    CommandLineRun free = harmonic("run", TinyStudy.in(directory, SMALL), "--out", "free");

    assertThat(plan.err()).contains("2 of 4 trials are predicted to take longer");
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
    CommandLineRun status = harmonic("status", "out/tiny");
    assertThat(status.out()).containsPattern("timed out +2");
  }

  @Test
  void aTimeInWhichNothingTrainsGivesRowsAndRaisedItGivesTheUndisturbedTable() throws Exception {
    String study = TinyStudy.in(directory, SMALL + "trial_timeout: 1e-6\n");
    CommandLineRun early = harmonic("run", study);
    assertThat(early.exitCode()).as(early.err()).isEqualTo(70);
    assertThat(early.err()).contains("2 of 2 trials failed or timed out");
    assertThat(statuses("out")).hasSize(2).containsValue("timeout").doesNotContainValue("ok");

    TinyStudy.in(directory, SMALL + "trial_timeout: 3600\n");
    CommandLineRun kept = harmonic("run", study);
    assertThat(kept.exitCode()).isEqualTo(70);
    assertThat(kept.err())
        .contains("all are done")
        .contains("2 trials keep the row of a shorter trial_timeout");

    CommandLineRun retried = harmonic("run", study, "--retry-failed");
    CommandLineRun free = harmonic("run", TinyStudy.in(directory, SMALL), "--out", "free");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(free.exitCode()).as(free.err()).isZero();
    assertThat(digests("out")).hasSize(2).isEqualTo(digests("free"));
  }

  @Test
  void moreFailuresThanAStudyToleratesStopItAndItsRowsStay() throws Exception {
    // more parameters than an array can hold: half of these trials throw, the costliest first
    String study =
        TinyStudy.in(
            directory,
            MIXED.replace("[2000, 2000]", "[40000, 40000, 40000]")
                + "replicates: 3\nmax_failed_fraction: 0\n");

    CommandLineRun run = harmonic("run", study);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(70);
    assertThat(run.err()).contains("stopped: ").contains("the tolerated share of 0.0");
    assertThat(statuses("out")).containsValue("failed");
    assertThat(harmonic("run", study, "--tolerate", "0.5").exitCode()).isZero();
    assertThat(statuses("out")).hasSize(12);
  }

  /** YARN kills a quarter of a second after SIGTERM, Kubernetes half a minute after it. */
  @Test
  void terminatedInTheMiddleOfALongMeasurementItEndsAtOnceAndCanBeResumed() throws Exception {
    String study = TinyStudy.in(directory, MIXED.replace("[small, large]", "[large]"));
    CommandLineRun ended;
    long nanoseconds;
    try (HarmonicProcess run = HarmonicProcess.start(directory, "run", study)) {
      run.until(() -> directory.resolve("out/tiny/plan.json").toFile().exists());
      Thread.sleep(15_000); // training is one step of seconds: by now an attack is searched for
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
    assertThat(harmonic("status", "out/tiny").out()).containsPattern("missing +2");
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
