package org.harmonicsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real files, where they lie beside the repository. */
class MnistTest {
  private final Optional<Path> folder =
      Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
          .map(path -> path.resolve("shared/data/mnist"))
          .filter(Files::isDirectory)
          .findFirst();

  @BeforeEach
  void filesAreHere() {
    assumeThat(folder).isPresent();
  }

  private DataSource.Idx source(String images, String labels) {
    Path path = folder.orElseThrow();
    return new DataSource.Idx(
        path.resolve(images).toString(),
        Optional.of(path.resolve(labels).toString()),
        Optional.empty());
  }

  private DataSource.Idx test() {
    return source("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
  }

  private DataSource.Idx training() {
    return source("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz");
  }

  @Test
  void everyByteOfTheTestImagesComesThrough() throws NoSuchAlgorithmException {
    assertThat(md5(test())).isEqualTo("2646ac647ad5339dbf082846283269ea");
  }

  @Test
  void everyByteOfTheTrainingImagesComesThrough() throws NoSuchAlgorithmException {
    assertThat(md5(training())).isEqualTo("6bbc9ace898e44ae57da46a324031adb");
  }

  /** The MD5 of the unpacked file, put together again from what was read. */
  private static String md5(DataSource.Idx source) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    try (IdxSamples samples = IdxSamples.open(new Configuration(false), source)) {
      digest.update(
          ByteBuffer.allocate(16)
              .putInt(0x803)
              .putInt(samples.count())
              .putInt(28)
              .putInt(28)
              .flip());
      float[] image = new float[784];
      byte[] bytes = new byte[784];
      for (int i = 0; i < samples.count(); i++) {
        samples.write(i, image, 0);
        for (int pixel = 0; pixel < image.length; pixel++) {
          bytes[pixel] = (byte) Math.round(image[pixel] * 255);
        }
        digest.update(bytes);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void varianceOfTheTestImagesIsTheKnownOne() {
    DataSplit split = new DataLoader(new Configuration(false)).load(test(), 0.1);
    assertThat(split.identity().trainingSamples()).isEqualTo(9000);
    assertThat(split.identity().testSamples()).isEqualTo(1000);
    assertThat(split.withinUnitInterval()).isTrue();
    double variance = 0;
    for (int pixel = 0; pixel < 784; pixel++) {
      variance += variance(split, pixel);
    }
    // known to four decimals
    assertThat(variance).isCloseTo(52.8535, within(5e-5));
  }

  private static double variance(DataSplit split, int pixel) {
    double sum = 0;
    double squares = 0;
    for (Dataset part : new Dataset[] {split.training(), split.test()}) {
      for (int i = 0; i < part.samples(); i++) {
        double value = part.values()[i * part.features() + pixel];
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / 10_000;
    return (squares - 10_000 * mean * mean) / 9_999;
  }
}
