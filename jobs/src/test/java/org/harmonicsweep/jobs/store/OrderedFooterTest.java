package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedFooterTest {
  private byte[] file = new byte[0];

  @BeforeEach
  void write() throws IOException {
    SweepPlan plan = Studies.plan("waves", 1, 1);
    file = PartFile.bytes(List.of(Studies.diverged(plan, plan.trials().get(0), 3)));
  }

  private static int start(byte[] file) {
    int end = file.length - 8;
    return end - ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    return Util.readFileMetaData(
        new ByteArrayInputStream(Arrays.copyOfRange(file, start(file), file.length - 8)));
  }

  @Test
  void encodingsOfEveryColumnStandInTheOrderOfTheFormat() throws IOException {
    for (ColumnChunk column : footer(file).getRow_groups().get(0).getColumns()) {
      assertThat(column.getMeta_data().getEncodings()).hasSizeGreaterThan(1).isSorted();
    }
  }

  @Test
  void theOrderOfAnotherJvmGivesTheSameBytes() throws IOException {
    FileMetaData other = footer(file);
    for (ColumnChunk column : other.getRow_groups().get(0).getColumns()) {
      Collections.reverse(column.getMeta_data().getEncodings());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(other, bytes);
    byte[] reversed = file.clone();
    System.arraycopy(bytes.toByteArray(), 0, reversed, start(file), bytes.size());

    assertThat(reversed).isNotEqualTo(file);
    assertThat(OrderedFooter.of(reversed)).isEqualTo(file);
    assertThat(OrderedFooter.of(file)).isEqualTo(file);
  }
}
