package org.harmonicsweep.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.store.Ledger;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.jobs.store.StoredStudy;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFuzzTest {
  /** A file here has some ten kilobytes; Parquet's buffers are the most of it. */
  private static final long MOST_BYTES = 256L << 20;

  private static final List<byte[]> WORDS =
      Stream.concat(
              Inputs.numbers().stream(),
              Stream.of(
                  "PAR1".getBytes(UTF_8),
                  "PARE".getBytes(UTF_8),
                  new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07},
                  new byte[] {(byte) 0xf9, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07},
                  new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
                  new byte[] {0x1c, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c, 0x1c}))
          .toList();

  private final Configuration configuration = new Configuration();

  @TempDir private Path out;
  private ResultDirectory results;
  private String measurement = "";

  @BeforeEach
  void record() throws IOException {
    DataSplit data = new DataLoader(configuration).load(Studies.TINY, 0.2);
    Study study = Studies.tiny("waves", 2, 2);
    SweepPlan plan = SweepPlan.of(study, data.identity());
    Trial trained = plan.trials().get(0);
    List<TrialRow> rows =
        List.of(
            Studies.row(
                plan, trained, new Experiment(data, study.metrics()).run(trained).outcome()),
            Studies.diverged(plan, plan.trials().get(1), 3));
    results = ResultDirectory.create(configuration, out.toString(), "waves");
    results.record(plan, "test");
    results.writer("run").commit("a", rows, 0);
    measurement = plan.measurement();
  }

  @Test
  void aDamagedPartIsReadOrCountsAsUnreadable() throws Exception {
    Path part = out.resolve("waves/trials/part-a.parquet");
    byte[] good = Files.readAllBytes(part);
    new Campaign(
            new Mutations(List.of(good), WORDS),
            input -> {
              Files.write(part, input);
              return isAccepted(this::readParts);
            },
            MOST_BYTES)
        .run("parts of %d bytes".formatted(good.length), 0.1);
  }

  @Test
  void aDamagedPlanTableIsReadOrRefusedInOneLine() throws Exception {
    Path table = out.resolve("waves/plan.parquet");
    byte[] good = Files.readAllBytes(table);
    new Campaign(
            new Mutations(List.of(good), WORDS),
            input -> {
              Files.write(table, input);
              return isAccepted(() -> !results.plannedTrials().isEmpty());
            },
            MOST_BYTES)
        .run("plan.parquet", 0.1);
  }

  @Test
  void aDamagedPlanIsReadOrRefusedInOneLine() throws Exception {
    Path plan = out.resolve("waves/plan.json");
    byte[] good = Files.readAllBytes(plan);
    List<byte[]> words =
        Stream.of(
                "null",
                "{",
                "[",
                "}",
                "1e999",
                "-1",
                "9".repeat(1200),
                "NaN",
                "\"\\u0000\"",
                "\\ud800",
                "[".repeat(2000),
                "{\"a\":".repeat(2000),
                "\"study\":",
                "\u001b[31m")
            .map(word -> word.getBytes(UTF_8))
            .toList();
    new Campaign(
            new Mutations(List.of(good), words),
            input -> {
              Files.write(plan, input);
              return isAccepted(() -> results.plan().trials() > 0);
            },
            MOST_BYTES)
        .run("plan.json", 0.1);
  }

  private boolean readParts() {
    Ledger ledger = results.ledger();
    boolean isReadable = ledger.unreadable().isEmpty();
    results.values(measurement, "decoder_high_frequency_share");
    StoredStudy stored = new StoredStudy(configuration, results);
    for (Ledger.Entry entry : ledger.entries()) {
      if (entry.trial().matches("[0-9a-f]{64}")) {
        stored.row(entry.trial());
      }
    }
    return isReadable;
  }

  @FunctionalInterface
  private interface Reading {
    boolean isAccepted();
  }

  private static boolean isAccepted(Reading reading) {
    try {
      return reading.isAccepted();
    } catch (JobException e) {
      Refusals.checkOneLine(e);
      assertThat(e.getMessage()).contains("waves");
      return false;
    }
  }
}
