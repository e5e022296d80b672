package org.harmonicsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataSource.Cifar10;
import org.harmonicsweep.trial.SampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CifarTest {
  private static final int RECORD = 3073;
  private static final int RECORDS = 10_000;

  private final DataLoader loader = new DataLoader(new Configuration(false));

  @TempDir private Path folder;

  /** A file of the real length; byte k of an image is a sum of the file, the image and k. */
  private static byte[] file(int number) {
    byte[] bytes = new byte[RECORD * RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      int at = i * RECORD;
      bytes[at] = (byte) (i % 10);
      for (int k = 1; k < RECORD; k++) {
        bytes[at + k] = pixel(number, i, k - 1);
      }
    }
    return bytes;
  }

  private static byte pixel(int file, int image, int k) {
    return (byte) (101 * file + 7 * image + k + k / 1024 * 17);
  }

  private Cifar10 first(int images) {
    return new Cifar10(folder.toString(), Optional.of(images));
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private float[] inOrder(Cifar10 source) {
    try (CifarSamples samples = CifarSamples.open(new Configuration(false), source)) {
      int size = samples.shape().size();
      float[] all = new float[samples.count() * size];
      for (int i = 0; i < samples.count(); i++) {
        samples.write(i, all, i * size);
      }
      return all;
    }
  }

  @Test
  void channelsOfAPixelStandSideBySide() throws IOException {
    write("data_batch_1.bin", file(0));

    float[] images = inOrder(first(3));

    for (int image = 0; image < 3; image++) {
      for (int row = 0; row < 32; row++) {
        for (int column = 0; column < 32; column++) {
          for (int channel = 0; channel < 3; channel++) {
            int stored = Byte.toUnsignedInt(pixel(0, image, channel * 1024 + row * 32 + column));
            assertThat(images[image * 3072 + (row * 32 + column) * 3 + channel])
                .isEqualTo(stored / 255f);
          }
        }
      }
    }
  }

  @Test
  void shapeIsThatOfAColourImageAndValuesLieInTheUnitInterval() throws IOException {
    write("data_batch_1.bin", file(0));

    DataSplit split = loader.load(first(50), 0.2);

    assertThat(split.identity().shape()).isEqualTo(new SampleShape(32, 32, 3));
    assertThat(split.training().samples()).isEqualTo(40);
    assertThat(split.withinUnitInterval()).isTrue();
  }

  @Test
  void filesFollowOneAnotherPackedOrNot() throws IOException {
    write("data_batch_1.bin", file(0));
    write("data_batch_2.bin.gz", IdxBytes.gzip(file(1)));

    float[] images = inOrder(first(RECORDS + 2));

    assertThat(images[3072 * (RECORDS - 1)])
        .isEqualTo(Byte.toUnsignedInt(pixel(0, RECORDS - 1, 0)) / 255f);
    assertThat(images[3072 * RECORDS]).isEqualTo(Byte.toUnsignedInt(pixel(1, 0, 0)) / 255f);
    assertThat(images[3072 * (RECORDS + 1)]).isEqualTo(Byte.toUnsignedInt(pixel(1, 1, 0)) / 255f);
  }

  @Test
  void gzipIsKnownByItsContentAndGivesTheSameData() throws IOException {
    write("data_batch_1.bin", file(0));
    String plain = loader.load(first(100), 0.1).identity().digest();
    write("data_batch_1.bin", IdxBytes.gzip(file(0)));

    assertThat(loader.load(first(100), 0.1).identity().digest()).isEqualTo(plain);
  }

  @Test
  void limitIsPartOfTheDigestButTheFolderIsNot() throws IOException {
    write("data_batch_1.bin", file(0));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(folder.resolve("data_batch_1.bin"), other.resolve("data_batch_1.bin"));

    String digest = loader.load(first(100), 0.1).identity().digest();

    assertThat(
            loader
                .load(new Cifar10(other.toUri().toString(), Optional.of(100)), 0.1)
                .identity()
                .digest())
        .isEqualTo(digest);
    assertThat(loader.load(first(101), 0.1).identity().digest()).isNotEqualTo(digest);
  }

  static Stream<Arguments> damages() {
    byte[] good = file(0);
    byte[] labelled = good.clone();
    labelled[42 * RECORD] = 10;
    byte[] negative = good.clone();
    negative[9_999 * RECORD] = -1;
    return Stream.of(
        arguments("empty", new byte[0], "is empty, must be a file of the binary version"),
        arguments(
            "cut within a record",
            Arrays.copyOf(good, good.length - 1),
            "has 30729999 bytes, must have 30730000, 10000 records of 3073"),
        arguments(
            "a record short",
            Arrays.copyOf(good, good.length - RECORD),
            "has 30726927 bytes, 9999 records, must have 30730000"),
        arguments(
            "a record long",
            Arrays.copyOf(good, good.length + RECORD),
            "has 30733073 bytes, 10001 records, must have 30730000"),
        arguments(
            "packed and cut within a record",
            IdxBytes.gzip(Arrays.copyOf(good, good.length - 1)),
            "has 30729999 bytes, must have 30730000"),
        arguments(
            "packed and long",
            IdxBytes.gzip(Arrays.copyOf(good, good.length + 1)),
            "goes on after 10000 records of 3073 bytes"),
        arguments(
            "damaged archive",
            Arrays.copyOf(IdxBytes.gzip(good), 5000),
            "is a damaged gzip archive"),
        arguments("label beyond 9", labelled, "gives image 42 the label 10, must be 0 to 9"),
        arguments("label beyond 127", negative, "gives image 9999 the label 255, must be 0 to 9"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void everyDamageHasASentenceOfItsOwn(String name, byte[] content, String sentence)
      throws IOException {
    write("data_batch_1.bin", content);
    Path file = folder.resolve("data_batch_1.bin");

    assertThatThrownBy(() -> loader.load(first(RECORDS), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageStartingWith("data file '" + file + "' ")
        .hasMessageContaining(sentence)
        .hasMessageContaining("; ");
  }

  @Test
  void fileThatIsMissingIsNamedWithItsFolder() throws IOException {
    write("data_batch_1.bin", file(0));

    assertThatThrownBy(() -> loader.load(first(RECORDS + 1), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessage(
            "data file '%s/data_batch_2.bin' does not exist, nor does one with .gz after its name;"
                    .formatted(folder)
                + " unpack the binary version of CIFAR-10 into '%s' or give the folder that holds"
                    .formatted(folder)
                + " its files");
  }

  @Test
  void folderInPlaceOfAFileIsSaidToBeOne() throws IOException {
    Files.createDirectory(folder.resolve("data_batch_1.bin"));

    assertThatThrownBy(() -> loader.load(first(10), 0.1)).hasMessageContaining("is a directory");
  }

  @Test
  void wholeSetIsSixFilesOfTenThousandImages() {
    Cifar10 whole = new Cifar10("hdfs://host/cifar/", Optional.empty());

    assertThat(whole.images()).isEqualTo(60_000);
    assertThat(whole.paths())
        .hasSize(6)
        .startsWith("hdfs://host/cifar/data_batch_1.bin")
        .endsWith("hdfs://host/cifar/data_batch_5.bin", "hdfs://host/cifar/test_batch.bin");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 60_001})
  void limitOutsideTheSetIsRefused(int limit) {
    assertThatThrownBy(() -> first(limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit is " + limit);
  }
}
