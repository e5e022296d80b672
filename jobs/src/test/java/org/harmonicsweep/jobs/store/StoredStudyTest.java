package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredStudyTest {
  private final Configuration configuration = new Configuration();

  @TempDir private Path out;

  @Test
  void aRowComesBackAsItWasWritten() throws IOException {
    TrialRow row = trained();
    write(TableSchema.trials(), row.values());

    StoredRow stored = stored(row);

    assertThat(stored.row()).isEqualTo(row);
    assertThat(stored.part()).isEqualTo("part-a.parquet");
    assertThat(stored.columns()).hasSize(row.values().size());
  }

  @Test
  void aPartOfAnEarlierVersionLacksAColumn() throws IOException {
    TrialRow row = trained();
    List<Column> columns = new ArrayList<>(TableSchema.trials().columns());
    List<Object> values = new ArrayList<>(row.values());
    columns.remove(columns.size() - 2);
    Column lacking = TableSchema.trials().columns().get(columns.size() - 1);
    values.remove(columns.size() - 1);
    write(new TableSchema(columns), values);

    StoredRow stored = stored(row);

    assertThat(stored.columns()).doesNotContain(lacking.name()).contains("row_digest");
    assertThat(stored.row().value(lacking.name())).isEmpty();
    assertThat(stored.row().value("provenance")).isEqualTo(row.value("provenance"));
  }

  @Test
  void ofAPartOfALaterVersionTheDigestSaysNothingToUs() throws IOException {
    TrialRow row = trained();
    List<Column> columns = new ArrayList<>(TableSchema.trials().columns());
    List<Object> values = new ArrayList<>(row.values());
    columns.add(new Column("later", ColumnType.TEXT, "", "What is not known yet."));
    values.add("x");
    write(new TableSchema(columns), values);

    StoredRow stored = stored(row);

    assertThat(stored.columns()).doesNotContain("later", "row_digest").contains("curve");
    assertThat(stored.row()).isEqualTo(row);
  }

  private StoredRow stored(TrialRow row) {
    return new StoredStudy(configuration, results()).row(row.text("trial_id").orElseThrow());
  }

  private TrialRow trained() {
    Study study = Studies.tiny("waves", 1, 1);
    DataSplit data = new DataLoader(configuration).load(study.data(), study.testFraction());
    SweepPlan plan = SweepPlan.of(study, data.identity());
    results().record(plan, "test");
    return Studies.row(
        plan,
        plan.trials().get(0),
        new Experiment(data, study.metrics()).run(plan.trials().get(0)).outcome());
  }

  private void write(TableSchema schema, List<?> values) throws IOException {
    new Storage(configuration)
        .write(
            new org.apache.hadoop.fs.Path(results().path() + "/trials/part-a.parquet"),
            PartFile.bytes(schema, List.of(values)));
  }

  private ResultDirectory results() {
    return ResultDirectory.create(configuration, out.toString(), "waves");
  }
}
