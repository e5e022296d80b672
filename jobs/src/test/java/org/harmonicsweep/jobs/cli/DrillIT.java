package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults on a real cluster of processes: three of them, or all with {@code -Ddrill.full=true},
 * which takes half an hour.
 */
class DrillIT {
  private static final boolean FULL = Boolean.getBoolean("drill.full");
  private static final List<String> SHORT =
      List.of("--rounds", "1", "--faults", "executor-killed,bit-flipped,clock-set");

  @TempDir private Path directory;

  @Test
  void noFaultCostsARow() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("drill", "--out", "d", "--format", "json"));
    arguments.addAll(FULL ? List.of("--rounds", "20") : SHORT);
    long before = ours();

    CommandLineRun drill;
    try (HarmonicProcess process =
        HarmonicProcess.start(directory, arguments.toArray(String[]::new))) {
      drill = FULL ? process.awaitLong() : process.await();
    }

    assertThat(drill.exitCode()).as(drill.out() + drill.err()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : drill.out().lines().toList()) {
      rows.add(new ObjectMapper().readTree(line));
    }
    assertThat(rows).hasSizeGreaterThanOrEqualTo(3);
    for (JsonNode row : rows) {
      assertThat(List.of(row.get("lost").asLong(), row.get("doubled").asLong()))
          .as(row.toString())
          .containsExactly(0L, 0L);
      assertThat(row.get("same_bytes").asBoolean()).as(row.toString()).isTrue();
    }
    assertThat(rows.get(0).get("tried").asInt()).as("an executor was killed").isPositive();
    assertThat(rows)
        .as("a clock was set, or the table says why not")
        .filteredOn(row -> row.get("fault").asText().equals("clock-set"))
        .singleElement()
        .matches(
            row ->
                row.get("tried").asInt() > 0
                    || row.get("remark").asText().startsWith("not tried: to set the clock"));
    assertThat(ours()).as("no process is left").isEqualTo(before);
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeAnythingStarts() throws Exception {
    CommandLineRun unknown = refused("--faults", "driver-killed,earthquake");
    CommandLineRun none = refused("--rounds", "0");
    CommandLineRun there = refused("--out", directory.toString());

    assertThat(unknown.exitCode()).isEqualTo(64);
    assertThat(unknown.err()).contains("earthquake").contains("bit-flipped").hasLineCount(1);
    assertThat(none.exitCode()).isEqualTo(64);
    assertThat(there.exitCode()).isEqualTo(66);
    assertThat(there.err()).contains("is there already");
  }

  private CommandLineRun refused(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("drill"));
    arguments.addAll(List.of(options));
    try (HarmonicProcess process =
        HarmonicProcess.start(directory, arguments.toArray(String[]::new))) {
      return process.await();
    }
  }

  /** Counts processes of Spark that were started below our directory. */
  private long ours() throws Exception {
    String place = directory.toRealPath().toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(place + "/d/cluster"))
        .count();
  }
}
