package org.harmonicsweep.sweeps.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.SampleShape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped study, for a laptop or for a cluster, is read with its files and planned. */
class ShippedPlanTest {
  private static final Path STUDIES = Path.of("").toAbsolutePath();

  /** A quarter of an hour on two cores, as the cost model predicts it. */
  private static final double MOST_LAPTOP_SECONDS = 2 * 900;

  private static final int IMAGES = 60_000;

  @TempDir private static Path folder;

  /** Writes files as the studies name them, black and of the real sizes. */
  @BeforeAll
  static void writeFiles() throws IOException {
    gzip("train-images-idx3-ubyte.gz", new int[] {0x803, IMAGES, 28, 28}, IMAGES * 784L);
    gzip("train-labels-idx1-ubyte.gz", new int[] {0x801, IMAGES}, IMAGES);
    for (String file : DataSource.Cifar10.FILES) {
      gzip(file, new int[0], 30_730_000);
    }
  }

  private static void gzip(String name, int[] header, long zeros) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      for (int word : header) {
        out.writeInt(word);
      }
      byte[] block = new byte[1 << 16];
      for (long left = zeros; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }

  static Stream<Path> laptop() throws IOException {
    return studies(STUDIES);
  }

  static Stream<Path> scale() throws IOException {
    return studies(STUDIES.resolve("scale"));
  }

  static Stream<Path> twins() throws IOException {
    return laptop().filter(file -> !List.of("quickstart", "mnist", "engines").contains(name(file)));
  }

  private static Stream<Path> studies(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laptop")
  void studyForALaptopTakesMinutes(Path file) throws IOException {
    assertThat(seconds(file)).isBetween(1.0, MOST_LAPTOP_SECONDS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scale")
  void studyForAClusterIsLargerButFinite(Path file) throws IOException {
    Path laptop = STUDIES.resolve(file.getFileName());

    assertThat(seconds(file)).isFinite().isGreaterThan(10 * seconds(laptop));
    assertThat(read(file).name()).isEqualTo(name(file) + "-scale");
    assertThat(read(file).question()).endsWith("?");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twins")
  void studyForALaptopHasATwinForAClusterAndTakesEnoughSteps(Path file) throws IOException {
    Study study = read(file);

    assertThat(STUDIES.resolve("scale").resolve(file.getFileName())).isRegularFile();
    assertThat(study.trials(identity(study))).hasSizeGreaterThan(study.cells().size());
    assertThat(study.metrics().contains(MetricFamily.SPECTRUM)).isTrue();
    // after only some hundred steps no high frequency has been let in yet
    int perEpoch = identity(study).trainingSamples() / study.training().batch();
    assertThat(study.training().epochs() * perEpoch).isGreaterThanOrEqualTo(3600);
  }

  private static double seconds(Path file) throws IOException {
    Study study = read(file);
    SweepPlan plan = SweepPlan.of(study, identity(study));
    List<Cohort> cohorts = new CohortPlanner(2).plan(plan.trials());

    assertThat(cohorts).flatExtracting(Cohort::trials).hasSize(plan.trials().size());
    return cohorts.stream().mapToDouble(Cohort::predictedSeconds).sum();
  }

  private static Study read(Path file) throws IOException {
    Map<String, String> variables =
        Map.of("MNIST", folder.toString(), "CIFAR10", folder.toString());
    return new SweepReader(variables, path -> Files.isReadable(Path.of(path)))
        .read(file.getFileName().toString(), Files.readAllBytes(file));
  }

  /** The identity that the loaded data would have, but for its digest. */
  private static DataIdentity identity(Study study) {
    SampleShape shape =
        study
            .data()
            .match(
                new DataSource.Cases<>(
                    idx -> new SampleShape(28, 28, 1),
                    cifar10 -> new SampleShape(32, 32, 3),
                    npz -> {
                      throw new IllegalStateException("no shipped study reads " + npz);
                    },
                    disks -> new SampleShape(disks.size(), disks.size(), 1),
                    sinc -> SampleShape.vector(2 * sinc.points()),
                    gaussian -> SampleShape.vector(gaussian.deviations().size())));
    int samples =
        study
            .data()
            .match(
                new DataSource.Cases<>(
                    idx -> idx.limit().orElse(IMAGES),
                    DataSource.Cifar10::images,
                    npz -> npz.limit().orElseThrow(),
                    DataSource.Disks::samples,
                    DataSource.SincTracks::samples,
                    DataSource.LinearGaussian::samples));
    int held = (int) Math.rint(samples * study.testFraction());
    return new DataIdentity("0".repeat(64), shape, samples - held, held);
  }
}
