package org.harmonicsweep.jobs.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.harmonicsweep.jobs.Studies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Parquet would believe: up to two gigabytes for a file of some kilobytes. */
class BoundedFileTest {
  private static final int MAGIC = 4;

  @TempDir private Path folder;
  private byte[] good = new byte[0];

  @BeforeEach
  void write() throws IOException {
    good = PlanTable.bytes(Studies.plan("waves", 3, 2));
  }

  @Test
  void aWholeFileIsRead() throws IOException {
    assertThat(trials(good)).hasSize(6);
    assertThat(trials(withFooter(footer -> {}))).hasSize(6);
  }

  @Test
  void aPageIsNotLongerThanItsColumnNorThanAnyOfOurs() throws IOException {
    refuses(withPage(page -> page.setCompressed_page_size(Integer.MAX_VALUE)), "leaves its column");
    refuses(withPage(page -> page.setCompressed_page_size(-1)), "leaves its column");
    refuses(withPage(page -> page.setUncompressed_page_size(1 << 30)), "page is too long");
    refuses(withPage(page -> page.setUncompressed_page_size(-1)), "page is too long");
  }

  @Test
  void aColumnLiesInTheFile() throws IOException {
    refuses(withColumn(column -> column.setTotal_compressed_size(1L << 40)), "not in the file");
    refuses(withColumn(column -> column.setTotal_compressed_size(-5)), "not in the file");
    refuses(withColumn(column -> column.setData_page_offset(Long.MAX_VALUE)), "not in the file");
  }

  @Test
  void rowsAndValuesAreNotMoreThanAnyStudyHas() throws IOException {
    refuses(withFooter(f -> f.getRow_groups().get(0).setNum_rows(1L << 40)), "too many rows");
    refuses(
        withPage(
            page -> {
              if (page.isSetDictionary_page_header()) {
                page.getDictionary_page_header().setNum_values(Integer.MAX_VALUE);
              } else {
                page.getData_page_header().setNum_values(Integer.MAX_VALUE);
              }
            }),
        "values");
  }

  @Test
  void aFooterPromisesNoMoreThanItsBytesHold() throws IOException {
    // field 2, a list of 2^31 - 1 structures
    refuses(file(0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07), "elements");
    // field 1, a text of 2^31 - 1 bytes
    refuses(file(0x18, 0xff, 0xff, 0xff, 0xff, 0x07), "elements");
    refuses(file(0x1f), "no structure has the type");
    refuses(file(0x15, 0xff), "ends within");
    int[] deep = new int[10_000];
    Arrays.fill(deep, 0x1c);
    refuses(file(deep), "nests deeper");
  }

  @Test
  void aFileWithoutAFooterIsNone() {
    refuses(new byte[0], "so short");
    refuses("PAR1PAR1".getBytes(US_ASCII), "so short");
    refuses("PAR1....0000PAR1".getBytes(US_ASCII), "too long");
    refuses(Arrays.copyOf(good, good.length - 1), "no magic");
  }

  private void refuses(byte[] file, String why) {
    assertThatThrownBy(() -> trials(file))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining(why);
  }

  private List<String> trials(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("plan.parquet"), file);
    return new PartReader(new Configuration()).trials(new org.apache.hadoop.fs.Path(path.toUri()));
  }

  /** The file with another header of the first page of the column that is read. */
  private byte[] withPage(Consumer<PageHeader> change) throws IOException {
    int start = (int) startOfTrials();
    ByteArrayInputStream rest = new ByteArrayInputStream(good, start, good.length - start);
    PageHeader header = Util.readPageHeader(rest);
    int next = good.length - rest.available();
    change.accept(header);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(good, 0, start);
    Util.writePageHeader(header, out);
    out.write(good, next, good.length - next);
    return out.toByteArray();
  }

  private long startOfTrials() throws IOException {
    ColumnMetaData column = trialColumn(footer());
    return column.isSetDictionary_page_offset()
        ? column.getDictionary_page_offset()
        : column.getData_page_offset();
  }

  private byte[] withColumn(Consumer<ColumnMetaData> change) throws IOException {
    return withFooter(footer -> change.accept(trialColumn(footer)));
  }

  private static ColumnMetaData trialColumn(FileMetaData footer) {
    return footer.getRow_groups().get(0).getColumns().stream()
        .map(column -> column.getMeta_data())
        .filter(column -> column.getPath_in_schema().equals(List.of("trial_id")))
        .findFirst()
        .orElseThrow();
  }

  private byte[] withFooter(Consumer<FileMetaData> change) throws IOException {
    FileMetaData footer = footer();
    change.accept(footer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return file(Arrays.copyOf(good, startOfFooter()), bytes.toByteArray());
  }

  private FileMetaData footer() throws IOException {
    int start = startOfFooter();
    return Util.readFileMetaData(new ByteArrayInputStream(good, start, good.length - start));
  }

  private int startOfFooter() {
    int tail = good.length - MAGIC - Integer.BYTES;
    return tail - ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
  }

  private static byte[] file(int... footer) {
    byte[] bytes = new byte[footer.length];
    for (int i = 0; i < footer.length; i++) {
      bytes[i] = (byte) footer[i];
    }
    return file("PAR1".getBytes(US_ASCII), bytes);
  }

  private static byte[] file(byte[] content, byte[] footer) {
    return ByteBuffer.allocate(content.length + footer.length + Integer.BYTES + MAGIC)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(content)
        .put(footer)
        .putInt(footer.length)
        .put("PAR1".getBytes(US_ASCII))
        .array();
  }
}
