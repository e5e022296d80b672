package org.harmonicsweep.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  private final DataLoader loader = new DataLoader(new Configuration(false));

  @TempDir private Path folder;

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static DataSource images(Object file) {
    return new DataSource.Idx(file.toString(), Optional.empty(), Optional.empty());
  }

  private static DataSource limited(Object file, int limit) {
    return new DataSource.Idx(file.toString(), Optional.empty(), Optional.of(limit));
  }

  private static DataSource labelled(Object file, Object labels) {
    return new DataSource.Idx(file.toString(), Optional.of(labels.toString()), Optional.empty());
  }

  /** All samples in the order of the file, read past the split. */
  private float[] inOrder(DataSource source) {
    try (IdxSamples samples = IdxSamples.open(new Configuration(false), (DataSource.Idx) source)) {
      float[] all = new float[samples.count() * samples.shape().size()];
      for (int i = 0; i < samples.count(); i++) {
        samples.write(i, all, i * samples.shape().size());
      }
      return all;
    }
  }

  @Test
  void bytesBecomeSharesOfWhite() throws IOException {
    byte[] pixels = {0, 1, 51, 127, (byte) 128, (byte) 255, 3, 4};
    Path file = write("images", IdxBytes.file(0x803, new int[] {2, 2, 2}, pixels));
    assertThat(inOrder(images(file)))
        .containsExactly(0, 1 / 255f, 0.2f, 127 / 255f, 128 / 255f, 1, 3 / 255f, 4 / 255f);
  }

  @Test
  void plainAndPackedFilesGiveTheSameDataWhateverTheirNames() throws IOException {
    byte[] file = IdxBytes.images(50);
    DataSplit plain = loader.load(images(write("plain.gz", file)), 0.1);
    DataSplit packed = loader.load(images(write("packed", IdxBytes.gzip(file))), 0.1);
    assertThat(packed.identity()).isEqualTo(plain.identity());
    assertThat(packed.training().values()).containsExactly(plain.training().values());
  }

  @Test
  void uriAndPlainPathNameTheSameFile() throws IOException {
    Path file = write("images", IdxBytes.images(20));
    assertThat(loader.load(images("file:" + file), 0.1).identity())
        .isEqualTo(loader.load(images(file), 0.1).identity())
        .isEqualTo(loader.load(images(file.toUri()), 0.1).identity());
  }

  @Test
  void plainPathIsRelativeToTheWorkingDirectory() throws IOException {
    Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "images", "");
    Files.write(file, IdxBytes.images(20));
    assertThat(file).isRelative();
    assertThat(loader.load(images(file), 0.1).identity())
        .isEqualTo(loader.load(images(file.toAbsolutePath()), 0.1).identity());
    Files.delete(file);
  }

  static Stream<int[]> shapes() {
    return Stream.of(new int[] {6, 4}, new int[] {6, 2, 2}, new int[] {6, 2, 1, 2});
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void flatImagesAndChannelsAreFeaturesLikeAnyOther(int[] sizes) throws IOException {
    Path file = write("images", IdxBytes.file(0x800 + sizes.length, sizes, IdxBytes.ramp(24)));
    DataSplit found = loader.load(images(file), 0.5);
    DataSplit usual = loader.load(images(write("other", IdxBytes.images(6))), 0.5);
    assertThat(found.identity().features()).isEqualTo(4);
    assertThat(found.training().values()).containsExactly(usual.training().values());
    // the same pixels in another arrangement are other images
    assertThat(found.identity().digest().equals(usual.identity().digest()))
        .isEqualTo(found.identity().shape().equals(usual.identity().shape()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void limitTakesTheFirstImages(boolean packed) throws IOException {
    byte[] file = IdxBytes.images(50);
    Path path = write("images", packed ? IdxBytes.gzip(file) : file);
    Path shorter = write("shorter", IdxBytes.images(20));
    assertThat(loader.load(limited(path, 20), 0.1).identity())
        .isEqualTo(loader.load(images(shorter), 0.1).identity());
  }

  @Test
  void labelsOfTheSameSetAreAccepted() throws IOException {
    Path file = write("images", IdxBytes.images(300));
    Path labels = write("labels", IdxBytes.gzip(IdxBytes.labels(300)));
    assertThat(loader.load(labelled(file, labels), 0.1).identity())
        .isEqualTo(loader.load(images(file), 0.1).identity());
  }

  static Stream<Arguments> damages() {
    byte[] good = IdxBytes.images(10);
    byte[] packed = IdxBytes.gzip(good);
    byte[] flipped = packed.clone();
    flipped[flipped.length - 6] ^= 1;
    byte[] hollow = IdxBytes.gzip(IdxBytes.file(0x803, new int[] {60000, 28, 28}, new byte[5]));
    byte[] values = IdxBytes.ramp(8);
    return Stream.of(
        arguments("empty", new byte[0], "is empty"),
        arguments(
            "stub", Arrays.copyOf(good, 3), "ends after 3 bytes, within 4 bytes of its header"),
        arguments("headless", Arrays.copyOf(good, 9), "ends after 5 bytes, within 12 bytes"),
        arguments("short", Arrays.copyOf(good, 55), "ends after 55 bytes, its header promises 56"),
        arguments("long", Arrays.copyOf(good, 57), "goes on after the 56 bytes"),
        arguments(
            "text",
            "a,b,c,d,e,f".getBytes(UTF_8),
            "starts with 0x612c622c, must start with 0x00000802"),
        arguments("labels", IdxBytes.labels(10), "starts with 0x00000801, must start with"),
        arguments("floats", IdxBytes.file(0xd03, new int[] {1, 1, 2}, values), "0x00000d03"),
        arguments("deep", IdxBytes.file(0x805, new int[] {2, 1, 1, 1, 4}, values), "0x00000805"),
        arguments(
            "no image",
            IdxBytes.file(0x803, new int[] {0, 2, 2}, values),
            "dimension 1 the size 0"),
        arguments(
            "no row", IdxBytes.file(0x803, new int[] {2, 0, 4}, values), "dimension 2 the size 0"),
        arguments(
            "huge",
            IdxBytes.file(0x803, new int[] {2, 2, -4}, values),
            "dimension 3 the size 4294967292"),
        arguments(
            "vast",
            IdxBytes.file(0x803, new int[] {2, 1 << 20, 1 << 20}, values),
            "must have at most 2147483647 values"),
        arguments("single", IdxBytes.images(1), "has 1 image, must have at least 2"),
        arguments("packed empty", IdxBytes.gzip(new byte[0]), "ends after 0 bytes"),
        arguments(
            "packed short",
            IdxBytes.gzip(Arrays.copyOf(good, 55)),
            "ends after 55 bytes, its header promises 56"),
        arguments(
            "packed long", IdxBytes.gzip(Arrays.copyOf(good, 57)), "goes on after the 56 bytes"),
        arguments("cut archive", Arrays.copyOf(packed, packed.length - 12), "damaged gzip"),
        arguments("cut start", Arrays.copyOf(packed, 5), "damaged gzip"),
        arguments("wrong sum", flipped, "damaged gzip"),
        arguments("hollow", hollow, "more than its"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void everyDamageHasASentenceOfItsOwn(String name, byte[] content, String sentence)
      throws IOException {
    Path file = write(name, content);
    assertThatThrownBy(() -> loader.load(images(file), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining(sentence)
        .hasMessageStartingWith(name.equals("vast") ? "the data have" : "data file '" + file + "' ")
        .hasMessageContaining("; ");
  }

  @Test
  void labelsOfAnotherSetAreRefused() throws IOException {
    Path file = write("images", IdxBytes.images(10));
    Path labels = write("labels", IdxBytes.labels(9));
    assertThatThrownBy(() -> loader.load(labelled(file, labels), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining("has 9 labels, must have 10")
        .hasMessageContaining(file.toString());
  }

  @Test
  void imagesGivenAsLabelsAreRefused() throws IOException {
    Path file = write("images", IdxBytes.images(10));
    assertThatThrownBy(() -> loader.load(labelled(file, file), 0.1))
        .hasMessageContaining("must start with 0x00000801; give an IDX file of labels");
  }

  @Test
  void brokenLabelsAreRefused() throws IOException {
    Path file = write("images", IdxBytes.images(10));
    Path labels = write("labels", IdxBytes.gzip(Arrays.copyOf(IdxBytes.labels(10), 15)));
    assertThatThrownBy(() -> loader.load(labelled(file, labels), 0.1))
        .hasMessageContaining("ends after 15 bytes, its header promises 18");
  }

  @Test
  void limitBeyondTheEndIsRefused() throws IOException {
    Path file = write("images", IdxBytes.images(10));
    assertThatThrownBy(() -> loader.load(limited(file, 11), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining("has 10 images, fewer than the limit of 11");
  }

  @Test
  void missingFileIsSaidToBeMissing() {
    assertThatThrownBy(() -> loader.load(images(folder.resolve("none")), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining("none' does not exist");
  }

  @Test
  void directoryIsSaidToBeOne() {
    assertThatThrownBy(() -> loader.load(images(folder), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining("is a directory");
  }

  @ParameterizedTest
  @CsvSource({
    "'', neither a path nor a URI",
    "no:such, neither a path nor a URI",
    "'a b:c//', neither a path nor a URI",
    "nowhere://host/images, cannot be read",
    "hdfs://no-such-host.invalid/images, cannot be read"
  })
  void whatIsNoPathIsRefusedInASentence(String name, String sentence) {
    assertThatThrownBy(() -> loader.load(images(name), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageStartingWith("data file '" + name + "' ")
        .hasMessageContaining(sentence);
    assertThat(loader.isReadable(name)).isFalse();
  }

  @Test
  void fileWithoutPermissionIsSaidToBeUnreadable() throws IOException {
    Path file = write("images", IdxBytes.images(10));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    // the superuser may read anything
    assumeThat(Files.isReadable(file)).isFalse();
    assertThat(loader.isReadable(file.toString())).isFalse();
    assertThatThrownBy(() -> loader.load(images(file), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void onlyFilesAreReadable() throws IOException {
    Path file = write("images", IdxBytes.images(10));
    assertThat(loader.isReadable(file.toString())).isTrue();
    assertThat(loader.isReadable(file.toUri().toString())).isTrue();
    assertThat(loader.isReadable(folder.toString())).isFalse();
    assertThat(loader.isReadable(folder.resolve("none").toString())).isFalse();
  }
}
