package org.harmonicsweep.jobs.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.LocalSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a drill would not find, it could not deny. */
class DifferenceTest {
  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private Path directory;
  private Dataset<Row> rows = SPARK.emptyDataFrame();

  @BeforeEach
  void makeATable() {
    rows =
        SPARK.sql(
            "select * from values ('a', 1.0d, array(1, 2)), ('b', 2.0d, null), ('c', null, array())"
                + " as t(trial_id, elbo, curve)");
    write(rows, "undisturbed");
  }

  @Test
  void aCopyDoesNotDiffer() throws IOException {
    copy("undisturbed", "copy");

    assertThat(difference("copy")).isEqualTo(Difference.NONE);
  }

  @Test
  void aLostRowIsFound() throws IOException {
    write(rows.where("trial_id <> 'b'"), "lost");

    assertThat(difference("lost")).isEqualTo(new Difference(1, 0, 0, false));
  }

  @Test
  void aDoubledRowIsFound() throws IOException {
    write(rows.union(rows.where("trial_id = 'b'")), "doubled");

    assertThat(difference("doubled")).isEqualTo(new Difference(0, 1, 0, false));
  }

  @Test
  void aChangedNumberIsFound() throws IOException {
    write(
        rows.selectExpr(
            "trial_id", "if(trial_id = 'a', 1.0000000000000002d, elbo) as elbo", "curve"),
        "changed");

    assertThat(difference("changed")).isEqualTo(new Difference(0, 0, 1, false));
  }

  /** A row that is doubled and changed is both. */
  @Test
  void aSecondRowThatDiffersIsFoundTwice() throws IOException {
    write(rows.union(rows.where("trial_id = 'a'").selectExpr("trial_id", "7d", "curve")), "both");

    assertThat(difference("both")).isEqualTo(new Difference(0, 1, 1, false));
  }

  @Test
  void aRowThatNobodyAskedForIsFound() throws IOException {
    write(rows.union(rows.where("trial_id = 'a'").selectExpr("'d'", "elbo", "curve")), "more");

    assertThat(difference("more")).isEqualTo(new Difference(0, 0, 1, false));
  }

  /** The magic number at the front, which no reader of rows looks at. */
  @Test
  void aByteThatChangesNoRowIsFound() throws IOException {
    copy("undisturbed", "byte");
    Path file =
        Scene.entries(directory.resolve("byte")).stream()
            .filter(path -> path.toString().endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.write('Q');
    }

    assertThat(difference("byte")).isEqualTo(new Difference(0, 0, 0, false));
  }

  @Test
  void whatOneTryFindsTheNextDoesNotHide() {
    Difference bad = new Difference(1, 2, 3, false);

    assertThat(bad.plus(Difference.NONE)).isEqualTo(bad).isEqualTo(Difference.NONE.plus(bad));
    assertThat(bad.plus(bad)).isEqualTo(new Difference(2, 4, 6, false));
    assertThat(List.of(bad.isNone(), Difference.NONE.isNone())).containsExactly(false, true);
  }

  private Difference difference(String table) throws IOException {
    return Difference.between(
        TableContent.read(SPARK, directory.resolve("undisturbed")),
        TableContent.read(SPARK, directory.resolve(table)));
  }

  private void write(Dataset<Row> table, String name) {
    table.coalesce(1).write().parquet(directory.resolve(name).toString());
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectories(directory.resolve(to));
    for (Path file : Scene.entries(directory.resolve(from))) {
      if (file.toString().endsWith(".parquet")) {
        Files.copy(file, directory.resolve(to).resolve(file.getFileName()));
      }
    }
  }
}
