package org.harmonicsweep.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.StudyException;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.junit.jupiter.api.Test;

class StudyFuzzTest {
  /** The most trials of a study, with some kilobytes for each on the way. */
  private static final long MOST_BYTES = 8L << 30;

  private final SweepReader reader = new SweepReader(Map.of("HOME", "/home/x"), path -> true);

  @Test
  void aDamagedStudyIsReadOrRefusedInOneLine() throws Exception {
    Mutations mutations =
        new Mutations(
            List.of(Inputs.STUDY.getBytes(UTF_8), shipped("quickstart"), shipped("table1-sinc")),
            Inputs.studyWords());
    new Campaign(mutations, this::isAccepted, MOST_BYTES).run("studies", 0.35);
  }

  @Test
  void theGoodStudiesAreGood() throws IOException {
    assertThat(isAccepted(Inputs.STUDY.getBytes(UTF_8))).isTrue();
    assertThat(reader.read("fuzz.yaml", Inputs.STUDY).cells()).hasSize(5 * (3 + 2 + 3) - 1);
    assertThat(isAccepted(shipped("quickstart"))).isTrue();
  }

  private static byte[] shipped(String name) throws IOException {
    return Files.readAllBytes(Path.of("../sweeps", name + ".yaml"));
  }

  private boolean isAccepted(byte[] input) {
    try {
      Study study = reader.read("fuzz.yaml", input);
      assertThat(study.cells()).isNotEmpty();
      assertThat(reader.read("fuzz.yaml", study.resolved())).isEqualTo(study);
      return true;
    } catch (StudyException e) {
      Refusals.checkOneLine(e);
      assertThat(e).hasNoCause();
      assertThat(e.getMessage()).matches("fuzz\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .+");
      return false;
    }
  }
}
