package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.evidence.EvidenceViews;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.sweeps.claims.Claim;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/sql.md promises. */
class SqlDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/sql.md");

  private static final Path CLAIMS = Path.of("../docs/claims.md");

  private static final String SETTING =
      "architecture, latent, likelihood, kl_weight, input_noise, noise_target, engine";
  private static final String CELL =
      "architecture, latent, likelihood, encoder_variance_mode, encoder_variance, kl_weight,"
          + " input_noise, noise_target, engine";

  private static SparkSession spark;
  private static Connection duckDb;

  @BeforeAll
  static void open(@TempDir Path out) throws SQLException {
    Planted grid = SmallGrid.write(out, 2);
    spark = SmallTables.session();
    Views.register(spark, grid.path());
    EvidenceViews.register(
        spark,
        ResultDirectory.open(new Configuration(), grid.path()),
        String.join(", ", EvidenceViews.NAMES));
    duckDb = DuckDb.over(grid.path());
  }

  static List<String> examples() throws IOException {
    return found("(?s)```sql\n(.*?)\n```").map(example -> example.group(1)).toList();
  }

  static List<String> columns() throws IOException {
    return found("(?m)^([a-z_]+: .*)$").map(line -> line.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleRuns(String example) throws SQLException {
    assertThat(Answer.duckDb(duckDb, example).rows()).isNotEmpty();
    assertThat(spark.sql(example).columns()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("columns")
  void aViewHasTheColumnsThatAreListed(String line) {
    String view = line.substring(0, line.indexOf(':'));
    String listed = line.substring(line.indexOf(':') + 2);
    List<String> expected =
        listed.startsWith("as ")
            ? List.of(spark.table(listed.substring(3)).columns())
            : Arrays.asList(
                listed.replace("<cell>", CELL).replace("<setting>", SETTING).split(", "));

    assertThat(spark.table(view).columns()).containsExactlyElementsOf(expected);
  }

  @Test
  void everyViewIsDescribed() throws IOException {
    String document = Files.readString(DOCUMENT);

    assertThat(Views.statements(Dialect.SPARK))
        .allSatisfy(view -> assertThat(document).contains("| `" + view.name() + "` |"));
    assertThat(EvidenceViews.NAMES)
        .allSatisfy(view -> assertThat(document).contains("| `" + view + "` |"));
  }

  @Test
  void theTableOfClaimsIsTheCatalogue() throws IOException {
    String table =
        Arrays.stream(Claim.values())
            .map(
                claim ->
                    "| `%s` | %s | %s `%s` %s with `%s`, variance %s |\n"
                        .formatted(
                            claim.key(),
                            claim.source().key(),
                            claim.sentence(),
                            claim.measure().text(),
                            claim.direction().key().replace('_', ' '),
                            claim.knob().key(),
                            claim.regime().key()))
            .collect(joining());

    assertThat(Files.readString(CLAIMS)).contains("|---|---|---|\n" + table + "<!-- end");
  }

  @Test
  void theScriptForDuckDbIsTheOneThatIsTested() throws IOException {
    Path made = Files.writeString(Path.of("target", "duckdb.sql"), Views.duckDbScript());
    // remedy: copy target/duckdb.sql over docs/duckdb.sql
    assertThat(Path.of("../docs/duckdb.sql")).hasSameTextualContentAs(made);
  }

  private static java.util.stream.Stream<MatchResult> found(String pattern) throws IOException {
    return Pattern.compile(pattern).matcher(Files.readString(DOCUMENT)).results();
  }
}
