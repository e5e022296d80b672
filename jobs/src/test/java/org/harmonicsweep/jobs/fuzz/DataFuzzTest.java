package org.harmonicsweep.jobs.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataException;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.data.DataSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFuzzTest {
  /** Deflate makes at most 1032 bytes of one, floats take four of each, and there are buffers. */
  private static final long MOST_BYTES = 128L << 20;

  private static final List<byte[]> WORDS =
      Stream.concat(
              Inputs.numbers().stream(),
              Stream.of(new byte[] {0x1f, (byte) 0x8b}, new byte[] {0, 0, 8, 3}, new byte[300]))
          .toList();

  private final DataLoader loader = new DataLoader(new Configuration(false));

  @TempDir private Path folder;

  @Test
  void damagedImagesAreReadOrRefusedInOneLine() throws Exception {
    Path file = folder.resolve("images");
    DataSource source = new DataSource.Idx(file.toString(), Optional.empty(), Optional.empty());
    new Campaign(
            new Mutations(
                Stream.of(
                        Inputs.idx(0x803, 9, 3, 4),
                        Inputs.idx(0x804, 5, 3, 2, 3),
                        Inputs.idx(0x802, 8, 5))
                    .flatMap(good -> Stream.of(good, Inputs.gzip(good)))
                    .toList(),
                WORDS),
            input -> isAccepted(file, input, source),
            MOST_BYTES)
        .run("idx images", 0.12);
  }

  @Test
  void damagedLabelsAreReadOrRefusedInOneLine() throws Exception {
    Path images = Files.write(folder.resolve("images"), Inputs.idx(0x803, 9, 3, 4));
    Path file = folder.resolve("labels");
    DataSource source =
        new DataSource.Idx(images.toString(), Optional.of(file.toString()), Optional.empty());
    byte[] good = Inputs.idx(0x801, 9);
    new Campaign(
            new Mutations(List.of(good, Inputs.gzip(good)), WORDS),
            input -> isAccepted(file, input, source),
            MOST_BYTES)
        .run("idx labels", 0.08);
  }

  @Test
  void damagedColoursAreReadOrRefusedInOneLine() throws Exception {
    Path file = folder.resolve("data_batch_1.bin.gz");
    DataSource source = new DataSource.Cifar10(folder.toString(), Optional.of(3));
    byte[] good = new byte[3 * 3073];
    for (int i = 0; i < good.length; i++) {
      good[i] = (byte) (i % 3073 == 0 ? 7 : i);
    }
    new Campaign(
            new Mutations(List.of(good, Inputs.gzip(good), Inputs.gzip(new byte[1 << 20])), WORDS),
            input -> isAccepted(file, input, source),
            MOST_BYTES)
        .run("cifar10", 0.1);
  }

  @Test
  void damagedArchivesAreReadOrRefusedInOneLine() throws Exception {
    Path file = folder.resolve("images.npz");
    List<byte[]> words =
        Stream.concat(
                WORDS.stream(),
                Stream.of("PK\3\4", "PK\1\2", "PK\5\6", "PK\7\b", "imgs.npy", "\1\0\24\0")
                    .map(word -> word.getBytes(ISO_8859_1)))
            .toList();
    byte[] array = Inputs.npy("|u1", "(9, 3, 4)", 108);
    new Campaign(
            new Mutations(
                List.of(
                    Inputs.npz(array),
                    Inputs.stored(array),
                    Inputs.npz(Inputs.npy("<f4", "(4096, 64)", 1 << 20))),
                words),
            input -> isAccepted(file, input, archive(file)),
            MOST_BYTES)
        .run("npz archives", 0.1);
  }

  @Test
  void damagedArraysAreReadOrRefusedInOneLine() throws Exception {
    Path file = folder.resolve("images.npz");
    List<byte[]> words =
        Stream.concat(
                WORDS.stream(),
                Stream.of(
                        "{",
                        "}",
                        "(",
                        ")",
                        ",",
                        ":",
                        "'",
                        "\"",
                        "'descr': ",
                        "'fortran_order': ",
                        "'shape': ",
                        "True",
                        "False",
                        "None",
                        "'|O'",
                        "'<f8'",
                        "'>f4'",
                        "[('a', '<f4')]",
                        "(2147483647, 2147483647)",
                        "9999999999999999999",
                        "((((((((((((((((((((((((((((((((",
                        "__import__('os').system('true')")
                    .map(word -> word.getBytes(ISO_8859_1)))
            .toList();
    new Campaign(
            new Mutations(
                List.of(
                    Inputs.npy("|u1", "(9, 3, 4)", 108),
                    Inputs.npy("|b1", "(8, 1)", 8),
                    Inputs.npy("<f4", "(3, 2, 2, 1)", 48),
                    Inputs.npy(">f8", "(3, 2)", 48)),
                words),
            input -> isAccepted(file, Inputs.npz(input), archive(file)),
            MOST_BYTES)
        .run("npz arrays", 0.1);
  }

  private static DataSource archive(Path file) {
    return new DataSource.Npz(file.toString(), "imgs", Optional.empty(), 1, Optional.empty());
  }

  private boolean isAccepted(Path file, byte[] input, DataSource source) throws IOException {
    Files.write(file, input);
    try {
      DataSplit split = loader.load(source, 0.25);
      assertThat(split.training().samples() + split.test().samples()).isGreaterThan(1);
      assertThat(split.withinUnitInterval()).isTrue();
      return true;
    } catch (DataException e) {
      Refusals.checkOneLine(e);
      assertThat(e.getMessage()).contains("data ");
      return false;
    }
  }
}
