package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlippedBitTest {
  private final Configuration configuration = new Configuration();
  private final SweepPlan plan = Studies.plan("waves", 3, 2);

  @TempDir private Path out;

  /** The last byte of a column's chunk is one of its last page, and so of its values. */
  @Test
  void aBitOfAnyColumnIsFound() throws IOException {
    ResultDirectory results = ResultDirectory.create(configuration, out.toString(), "waves");
    results
        .writer("run")
        .commit("a", plan.trials().stream().map(t -> Studies.diverged(plan, t, 1)).toList(), 0);
    Path part = out.resolve("waves/trials/part-a.parquet");
    byte[] whole = Files.readAllBytes(part);
    assertThat(results.verifiedLedger().unreadable()).isEmpty();

    List<String> unseen = new ArrayList<>();
    List<ColumnChunkMetaData> columns = columns(part);
    for (ColumnChunkMetaData column : columns) {
      byte[] damaged = whole.clone();
      damaged[(int) (column.getStartingPos() + column.getTotalSize()) - 1] ^= 1;
      Files.write(part, damaged);
      if (!results.verifiedLedger().unreadable().equals(List.of("part-a.parquet"))) {
        unseen.add(column.getPath().toDotString());
      }
    }

    assertThat(columns).hasSizeGreaterThan(100);
    assertThat(unseen).isEmpty();
  }

  private List<ColumnChunkMetaData> columns(Path part) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(part.toUri()), configuration))) {
      return reader.getFooter().getBlocks().stream()
          .map(BlockMetaData::getColumns)
          .flatMap(List::stream)
          .toList();
    }
  }
}
