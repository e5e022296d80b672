package org.harmonicsweep.sweeps.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each shipped study expands to exactly the trials of the file {@code studies/NAME.txt} among the
 * test resources. After a change that is meant, copy the new list from {@code target/studies}.
 */
class ShippedStudyTest {
  private static final Path STUDIES = Path.of("").toAbsolutePath();

  static Stream<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(STUDIES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shipped")
  void studyExpandsToExactlyTheseTrials(Path file) throws IOException {
    Study study = read(file);
    String trials =
        study.trials(Texts.DATA).stream()
            .map(ShippedStudyTest::line)
            .collect(joining("\n", "", "\n"));
    Path written = Path.of("target", "studies", study.name() + ".txt");
    Files.createDirectories(written.getParent());
    Files.writeString(written, trials);

    assertThat(trials).isEqualTo(golden(study.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shipped")
  void studyIsNamedAsItsFileAndAsksAQuestion(Path file) throws IOException {
    Study study = read(file);

    assertThat(study.name() + ".yaml").isEqualTo(file.getFileName().toString());
    assertThat(study.question()).endsWith("?");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shipped")
  void resolvedStudyIsTheSameStudy(Path file) throws IOException {
    Study study = read(file);

    assertThat(new SweepReader(Map.of(), path -> true).read("again.yaml", study.resolved()))
        .isEqualTo(study);
  }

  @Test
  void quickstartVariesFourThingsAndTwoArchitectures() throws IOException {
    Study study = read(STUDIES.resolve("quickstart.yaml"));

    assertThat(study.trials(Texts.DATA)).hasSizeGreaterThanOrEqualTo(48);
    assertThat(distinct(study, Model::architecture)).isEqualTo(2);
    assertThat(distinct(study, Model::encoderVariance)).isGreaterThan(2);
    assertThat(distinct(study, Model::klWeight)).isGreaterThan(1);
    assertThat(distinct(study, Model::inputNoise)).isGreaterThan(1);
    assertThat(study.replication().least()).isGreaterThan(1);
  }

  @Test
  void mnistMovesOneFactorAtATimeFromOneCentre() throws IOException {
    Study study = read(STUDIES.resolve("mnist.yaml"));
    List<Model> learned =
        study.cells().stream().filter(c -> c.encoderVariance().value().isEmpty()).toList();
    List<Model> fixed =
        study.cells().stream().filter(c -> c.encoderVariance().value().isPresent()).toList();

    assertThat(study.trials(Texts.DATA)).hasSizeBetween(60, 100);
    assertThat(fixed).allMatch(cell -> cell.klWeight() == 1);
    assertThat(fixed)
        .allMatch(
            cell ->
                cell.inputNoise().standardDeviation() == 0
                    || cell.encoderVariance().value().orElseThrow() == 0.25);
    assertThat(learned).extracting(Model::klWeight).containsExactlyInAnyOrder(0.1, 0.5, 1.0, 4.0);
  }

  private static long distinct(Study study, Function<Model, Object> component) {
    return new HashSet<>(Texts.each(study, component)).size();
  }

  private static Study read(Path file) throws IOException {
    return new SweepReader(Map.of("MNIST", "/mnist", "CIFAR10", "/cifar"), path -> true)
        .read(file.getFileName().toString(), Files.readAllBytes(file));
  }

  private static String line(Trial trial) {
    Model model = trial.model();
    return String.format(
        Locale.ROOT,
        "%s [%s] latent=%d %s variance=%s kl=%s noise=%s to %s; %d epochs of %d at %s; seed %d, replicate %d",
        model.architecture().name(),
        model.architecture().layers(),
        model.latent(),
        model.likelihood().key(),
        model.encoderVariance().match(String::valueOf, () -> "learned"),
        model.klWeight(),
        model.inputNoise().standardDeviation(),
        model.inputNoise().target().key(),
        trial.training().epochs(),
        trial.training().batch(),
        trial.training().learningRate(),
        trial.seeds().seed(),
        trial.seeds().replicate());
  }

  private static String golden(String name) throws IOException {
    String resource = "/studies/" + name + ".txt";
    try (InputStream stream = ShippedStudyTest.class.getResourceAsStream(resource)) {
      return stream == null ? "no resource " + resource : new String(stream.readAllBytes(), UTF_8);
    }
  }
}
