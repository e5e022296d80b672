package org.harmonicsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataSource.Npz;
import org.harmonicsweep.trial.SampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archives of this package's resources were written by NumPy, by {@code arrays.py} there. */
class NpzTest {
  private final DataLoader loader = new DataLoader(new Configuration(false));

  @TempDir private Path folder;

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("a.npz"), content);
  }

  private Path golden(String name) throws IOException {
    try (InputStream content = NpzTest.class.getResourceAsStream(name)) {
      return write(content.readAllBytes());
    }
  }

  private static Npz array(Path file, String name) {
    return new Npz(file.toString(), name, Optional.empty(), 1, Optional.empty());
  }

  private static float[] inOrder(Npz source) {
    try (NpzSamples samples = NpzSamples.open(new Configuration(false), source)) {
      int size = samples.shape().size();
      float[] all = new float[samples.count() * size];
      for (int i = 0; i < samples.count(); i++) {
        samples.write(i, all, i * size);
      }
      return all;
    }
  }

  /** The numbers 0 to 59, each times a factor. */
  private static float[] ramp(float factor, float divisor) {
    float[] values = new float[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * factor / divisor;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrays.npz", "arrays-stored.npz"})
  void everyTypeThatNumpyWritesIsReadPackedOrStored(String archive) throws IOException {
    Path file = golden(archive);

    for (String name :
        new String[] {
          "pixels", "colours", "flat", "grüße", "version_1", "version_2", "version_3"
        }) {
      assertThat(inOrder(array(file, name))).as(name).containsExactly(ramp(4, 255));
    }
    for (String name : new String[] {"singles", "singles_big", "doubles", "doubles_big"}) {
      // NumPy rounded the double to a float, or the reader did: the same rounding
      float[] expected = new float[60];
      for (int i = 0; i < 60; i++) {
        expected[i] = (float) (i / 59.0);
      }
      assertThat(inOrder(array(file, name))).as(name).containsExactly(expected);
    }
    float[] truths = inOrder(array(file, "truths"));
    for (int i = 0; i < 60; i++) {
      assertThat(truths[i]).isEqualTo(i % 3 == 0 ? 1f : 0f);
    }
  }

  @ParameterizedTest
  @CsvSource({"flat, 1x1x6", "pixels, 2x3x1", "colours, 2x1x3"})
  void dimensionsAfterTheFirstAreTheShapeOfASample(String name, String shape) throws IOException {
    DataSplit split = loader.load(array(golden("arrays.npz"), name), 0.2);

    assertThat(split.identity().shape()).hasToString(shape);
    assertThat(split.training().samples()).isEqualTo(8);
    assertThat(split.withinUnitInterval()).isTrue();
  }

  @Test
  void theSameImagesAreTheSameDataInIdx() throws IOException {
    Path npz = write(NpzBytes.zip("imgs", NpzBytes.images(200)));
    Path idx = Files.write(folder.resolve("idx"), IdxBytes.images(200));

    DataSplit split = loader.load(array(npz, "imgs"), 0.1);

    assertThat(split.identity())
        .isEqualTo(
            loader
                .load(new DataSource.Idx(idx.toString(), Optional.empty(), Optional.empty()), 0.1)
                .identity());
    assertThat(split.identity().shape()).isEqualTo(new SampleShape(2, 2, 1));
  }

  @Test
  void whiteBecomesOne() throws IOException {
    Path file = golden("arrays.npz");

    float[] bytes =
        inOrder(new Npz(file.toString(), "pixels", Optional.of(236.0), 1, Optional.empty()));
    float[] fractions =
        inOrder(new Npz(file.toString(), "singles", Optional.of(2.0), 1, Optional.empty()));

    assertThat(bytes).containsExactly(ramp(4, 236)).endsWith(1f);
    assertThat(fractions).endsWith(0.5f);
  }

  @Test
  void everyTakesTheFirstOfSoManyAndLimitTheFirstOfThose() throws IOException {
    Path file = golden("arrays.npz");
    float[] all = ramp(4, 255);

    float[] thirds =
        inOrder(new Npz(file.toString(), "pixels", Optional.empty(), 3, Optional.empty()));
    float[] two = inOrder(new Npz(file.toString(), "pixels", Optional.empty(), 3, Optional.of(2)));

    assertThat(thirds).hasSize(4 * 6).startsWith(Arrays.copyOf(all, 6));
    for (int i = 0; i < 4; i++) {
      assertThat(Arrays.copyOfRange(thirds, 6 * i, 6 * i + 6))
          .containsExactly(Arrays.copyOfRange(all, 18 * i, 18 * i + 6));
    }
    assertThat(two).containsExactly(Arrays.copyOf(thirds, 12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          objects | holds Python objects, which are never read because reading them runs code
          wholes  | holds '<i8', must hold uint8 '|u1', bool '|b1', float32 '<f4' or float64 '<f8'
          halves  | holds '<f2', must hold
          records | holds records, must hold
          fortran | is in Fortran order, must be in C order; save numpy.ascontiguousarray of it
          scalar  | has the shape (), must have 2 to 4 dimensions
          line    | has the shape (10), must have 2 to 4 dimensions
          five    | has the shape (2, 1, 1, 1, 1), must have 2 to 4 dimensions
          none    | has the shape (0, 3), must have sizes of at least 1
          one     | has 1 sample, must have at least 2
          nan     | gives sample 1 the value NaN, must be 0 to 1.0
          below   | gives sample 1 the value -0.5, must be 0 to 1.0
          """,
      quoteCharacter = '`')
  void arraysThatAreNoDataAreRefusedWithTheirName(String name, String sentence) throws IOException {
    Path file = golden("arrays.npz");

    assertThatThrownBy(() -> loader.load(array(file, name), 0.2))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageStartingWith("array '%s' of data file '%s' %s", name, file, sentence)
        .hasMessageContaining("; ");
  }

  @Test
  void arrayThatIsNotThereIsToldWithThoseThatAre() throws IOException {
    Path file = golden("arrays.npz");

    assertThatThrownBy(() -> loader.load(array(file, "imgs"), 0.2))
        .hasMessageStartingWith("data file '%s' has no array 'imgs', it has 'objects',", file)
        .hasMessageEndingWith("'wholes' and others; name one of them under array");
  }

  @Test
  void bytesAboveWhiteAreRefused() throws IOException {
    Path file = golden("arrays.npz");

    assertThatThrownBy(
            () ->
                loader.load(
                    new Npz(file.toString(), "flat", Optional.of(1.0), 1, Optional.empty()), 0.2))
        .hasMessageContaining("gives sample 0 the value 4.0, must be 0 to 1.0; give the value that")
        .hasMessageContaining("as white");
  }

  @Test
  void limitBeyondWhatEveryLeavesIsRefused() throws IOException {
    Path file = golden("arrays.npz");

    assertThatThrownBy(
            () ->
                loader.load(
                    new Npz(file.toString(), "flat", Optional.empty(), 4, Optional.of(4)), 0.2))
        .hasMessageContaining("has 3 samples with every 4th taken, fewer than the limit of 4; ");
    assertThatThrownBy(
            () ->
                loader.load(
                    new Npz(file.toString(), "flat", Optional.empty(), 10, Optional.empty()), 0.2))
        .hasMessageContaining("has 1 sample with every 10th taken, must have at least 2")
        .hasMessageEndingWith("; lower every");
  }

  static Stream<Arguments> headers() {
    String good = NpzBytes.header("|u1", "(4, 2, 2)");
    return Stream.of(
        arguments("nothing", "", "a header that ends at position 0, where it must have {"),
        arguments("code", "__import__('os')", "'__import__('os')' at position 0, where"),
        arguments("a list", "[1]", "'[1]' at position 0, where it must have {"),
        arguments(
            "cut",
            good.substring(0, 30),
            "'fortran_orde' at position 17, where it must have a text"),
        arguments("more", good.strip() + "+ 1", "'+ 1' at position"),
        arguments("unknown key", good.replace("descr", "dtype"), "'dtype': '|u1'"),
        arguments("no key", "{}", "without the key descr"),
        arguments("no order", "{'descr': '|u1'}", "without the key fortran_order"),
        arguments("no shape", "{'descr': '|u1', 'fortran_order': False}", "without the key shape"),
        arguments(
            "key twice",
            good.replace("'fortran_order': False", "'descr': '|u1'"),
            "where it must have each key once"),
        arguments("a number", good.replace("False", "0"), "where it must have True or False"),
        arguments("sum", good.replace("(4, ", "(2 + 2, "), "'+ 2, 2, 2), }' at position"),
        arguments("negative", good.replace("(4, ", "(-4, "), "must have a whole number of at"),
        arguments("octal", good.replace("(4, ", "(04, "), "'4, 2, 2), }' at position"),
        arguments("long", good.replace("(4, ", "(9999999999999999999, "), "that 63 bits hold"),
        arguments("escaped", good.replace("'|u1'", "'\\x7cu1'"), "must have a text in quotation"),
        arguments("big", good.replace("(4, ", "(2147483648, "), "sizes of at least 1 and at most"),
        arguments(
            "big sample", good.replace("2, 2)", "65536, 65536)"), "2147483647 values in a sample"),
        arguments(
            "promises",
            good.replace("(4, ", "(2147483647, "),
            "promises 8589934673 bytes, more than a file of "),
        arguments("more promised", good.replace("(4, ", "(5, "), "ends after 92 bytes, its header"),
        arguments("less promised", good.replace("(4, ", "(3, "), "goes on after the 88 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void everyDamageOfAHeaderHasASentenceOfItsOwn(String name, String header, String sentence)
      throws IOException {
    Path file = write(NpzBytes.zip("imgs", NpzBytes.array(header, IdxBytes.ramp(16))));

    assertThatThrownBy(() -> loader.load(array(file, "imgs"), 0.5))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageStartingWith("array 'imgs' of data file '" + file + "' ")
        .hasMessageContaining(sentence)
        .hasMessageContaining("; ");
  }

  @Test
  void otherQuotationMarksSpacesAndOrdersMeanTheSame() throws IOException {
    String header = "{\"shape\":(4L,2L,2L,),'fortran_order' : False ,\n'descr':\"|u1\"}";
    Path file = write(NpzBytes.zip("imgs", NpzBytes.array(header, IdxBytes.ramp(16))));

    assertThat(inOrder(array(file, "imgs"))).hasSize(16).endsWith(15 / 255f);
  }

  static Stream<Arguments> damages() {
    byte[] array = NpzBytes.images(300);
    byte[] good = NpzBytes.zip("imgs", array);
    byte[] wrongSum = good.clone();
    wrongSum[good.length / 2] ^= 0x10;
    byte[] encrypted = good.clone();
    encrypted[6] |= 1;
    byte[] newer = array.clone();
    newer[6] = 4;
    byte[] endless = array.clone();
    endless[6] = 2;
    return Stream.of(
        arguments("empty", new byte[0], "is empty, must be an NPZ archive"),
        arguments("stub", Arrays.copyOf(good, 3), "does not start as a zip archive does"),
        arguments("an array alone", array, "does not start as a zip archive does"),
        arguments("packed again", IdxBytes.gzip(good), "does not start as a zip archive does"),
        arguments("cut", Arrays.copyOf(good, 120), "is a damaged zip archive"),
        arguments("changed", wrongSum, "is a damaged zip archive"),
        arguments("encrypted", encrypted, "is a damaged zip archive, or one of a kind that is not"),
        arguments("no array", NpzBytes.zip("imgs", new byte[20]), "does not start as arrays of"),
        arguments("nothing", NpzBytes.zip("imgs", new byte[0]), "ends within its header"),
        arguments("headless", NpzBytes.zip("imgs", Arrays.copyOf(array, 40)), "ends within its"),
        arguments("newer", NpzBytes.zip("imgs", newer), "the format version 4.0, must be 1.0, 2.0"),
        arguments("endless", NpzBytes.zip("imgs", endless), "has a header of "),
        arguments("no entry", NpzBytes.zip("other", array), "has no array 'imgs', it has 'other'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void everyDamageHasASentenceOfItsOwn(String name, byte[] content, String sentence)
      throws IOException {
    Path file = write(content);

    assertThatThrownBy(() -> loader.load(array(file, "imgs"), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining("data file '" + file + "' ")
        .hasMessageContaining(sentence)
        .hasMessageContaining("; ");
  }

  @Test
  void limitStopsTheReadingAndEveryTakesNothingFromTheDigestOfThePath() throws IOException {
    byte[] good = NpzBytes.zip("imgs", NpzBytes.images(300));
    Path file = write(Arrays.copyOf(good, good.length - 100));
    Path shorter = Files.write(folder.resolve("b"), NpzBytes.zip("x", NpzBytes.images(20)));

    assertThat(
            loader
                .load(new Npz(file.toString(), "imgs", Optional.empty(), 1, Optional.of(20)), 0.1)
                .identity())
        .isEqualTo(loader.load(array(shorter, "x"), 0.1).identity());
  }

  @Test
  void bombBeforeTheArrayIsReadInLittleMemory() throws IOException {
    byte[] zeros = new byte[50 << 20];
    Path file = write(NpzBytes.zip("a", zeros));

    assertThatThrownBy(() -> loader.load(array(file, "b"), 0.1))
        .hasMessageContaining("has no array 'b', it has 'a'");
  }
}
