package org.harmonicsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultDocumentTest {

  @Test
  void checkedInDocumentIsTheOneMadeFromTheColumns() throws IOException {
    Path made = Path.of("target", "columns.md");
    Files.createDirectories(made.getParent());
    Files.writeString(made, ResultDocument.markdown());
    Path checkedIn = repository().resolve("docs/columns.md");
    assertThat(checkedIn)
        .as("copy %s over %s", made.toAbsolutePath(), checkedIn)
        .hasContent(ResultDocument.markdown());
  }

  @Test
  void documentHasALineForEveryColumnAndField() {
    String document = ResultDocument.markdown();
    long fields = ResultColumnsTest.columnsAndFields().count();
    // the table's head and its rule are two lines more
    assertThat(document.lines().filter(line -> line.startsWith("|"))).hasSize((int) fields + 2);
    assertThat(document).contains("| `curve` | list of struct |", "| &emsp;`test_kl` | real |");
  }

  @Test
  void barsInAMeaningDoNotEndItsCell() {
    assertThat(ResultDocument.markdown()).contains("KL(q(z\\|x) ‖ N(0, I))");
  }

  private static Path repository() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .filter(path -> Files.exists(path.resolve("docs")))
        .findFirst()
        .orElseThrow();
  }
}
