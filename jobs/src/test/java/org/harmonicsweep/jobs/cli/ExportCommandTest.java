package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harmonicsweep.jobs.cli.TinyResults.changed;
import static org.harmonicsweep.jobs.cli.TinyResults.id;
import static org.harmonicsweep.jobs.cli.TinyResults.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.TrialRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code harmonic export} and {@code harmonic measure}, one after the other. */
class ExportCommandTest {
  /** One trial with a learned variance, of images. */
  private static final String TEXT =
      """
      study: tiny
      data: {source: disks, size: 6, samples: 60, test_fraction: 0.2}
      model: {latent: 2, likelihood: bernoulli, encoder_variance: learned}
      architectures:
        small:
          encoder: [{conv: 3, kernel: 3, stride: 2, padding: 1}, {dense: 5}]
          decoder: mirror
          activation: tanh
      grid:
        architecture: [small]
      training: {epochs: 2, batch: 16, learning_rate: 1e-2}
      metrics: [spectrum, lipschitz]
      seed: 5
      """;

  @TempDir private Path directory;

  @Test
  void whatWasExportedIsMeasuredAsInItsRow() throws IOException {
    TrialRow row = committed(TEXT);

    CommandLineRun run = export(id(row));

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(file(row, "encoder").toString(), file(row, "decoder").toString());
    assertThat(run.err()).contains("harmonic measure --seed 5 --replicate 0");
    JsonNode decoder = measured(file(row, "decoder"), "--seed", "5");
    assertThat(decoder.get("network").asText()).isEqualTo("decoder");
    assertThat(decoder.get("output_shape").asText()).isEqualTo("6x6x1");
    assertSame(
        row,
        decoder,
        "decoder_high_frequency_share",
        "decoder_centroid",
        "decoder_mean_hermite_degree",
        "decoder_filter_split",
        "decoder_lipschitz_upper",
        "decoder_lipschitz_product",
        "decoder_lipschitz_combettes_pesquet");
    double lower = decoder.get("row").get("decoder_lipschitz_lower").asDouble();
    double stored = row.real("decoder_lipschitz_lower").orElseThrow();
    // without an encoder the search starts at fewer points
    assertThat(lower).isBetween(0.9 * stored, row.real("decoder_lipschitz_upper").orElseThrow());
  }

  @Test
  void anEncoderIsMeasuredOnTheDataOfItsStudy() throws IOException {
    TrialRow row = committed(TEXT);
    assertThat(export(id(row)).exitCode()).isZero();
    String study = directory.resolve("tiny/study.yaml").toString();

    JsonNode encoder =
        measured(file(row, "encoder"), "--data", study, "--output", "mean", "--seed", "5");

    assertThat(encoder.get("network").asText()).isEqualTo("encoder");
    assertSame(
        row,
        encoder,
        "encoder_high_frequency_share",
        "encoder_high_frequency_share_chord",
        "encoder_filter_split",
        "encoder_lipschitz_lower",
        "encoder_lipschitz_upper",
        "encoder_lipschitz_pattern");
    CommandLineRun unsaid =
        CommandLineRun.of("measure", file(row, "encoder").toString(), "--data", study);
    assertThat(unsaid.exitCode()).isEqualTo(64);
    assertThat(unsaid.err()).contains("choose one with --output: mean, log_variance");
  }

  /** Every column of the row that was asked for has the same bits in the file. */
  private static void assertSame(TrialRow row, JsonNode measured, String... columns) {
    for (String column : columns) {
      assertThat(measured.get("row").get(column).asDouble())
          .as(column)
          .isEqualTo(row.real(column).orElseThrow());
    }
  }

  @Test
  void everyMeasuredColumnIsOneOfTheTable() throws IOException {
    TrialRow row = committed(TEXT);
    assertThat(export(id(row)).exitCode()).isZero();

    JsonNode decoder = measured(file(row, "decoder"));

    List<String> table = ResultColumns.all().stream().map(Column::name).toList();
    List<String> found = new ArrayList<>();
    decoder.get("row").fieldNames().forEachRemaining(found::add);
    assertThat(table).containsAll(found);
    assertThat(CommandLineRun.of("measure", file(row, "decoder").toString()).out())
        .startsWith("decoder 'x_mean' of ")
        .contains("inputs: z ~ N(0, I), seed 0, replicate 0", "decoder_lipschitz_upper");
  }

  @Test
  void otherWeightsThanThoseOfTheRowAreNotExported() throws IOException {
    TrialRow row = new TinyResults(directory).train(TEXT).get(0);
    TrialRow forged = changed(row, "weights_digest", x -> "0".repeat(64));
    new TinyResults(directory).commit("a", List.of(forged));

    CommandLineRun run = export(id(row));

    assertThat(run.exitCode()).isEqualTo(76);
    assertThat(run.err()).contains("nothing is exported", "0".repeat(64));
    assertNoFiles();
  }

  @Test
  void aTrialThatDivergedHasNothingToExport() throws IOException {
    TrialRow row = committed(TEXT.replace("learning_rate: 1e-2", "learning_rate: 1e+9"));
    assertThat(text(row, "status")).isEqualTo("diverged");

    CommandLineRun run = export(id(row));

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.err()).contains("its status is diverged").hasLineCount(1);
    assertNoFiles();
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyIfAsked() throws IOException {
    TrialRow row = committed(TEXT);
    Files.createDirectories(directory.resolve("networks"));
    Files.writeString(file(row, "decoder"), "mine");

    CommandLineRun run = export(id(row));

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.err()).contains("is there already", "--overwrite").hasLineCount(1);
    assertThat(file(row, "decoder")).hasContent("mine");
    assertThat(export(id(row), "--overwrite").exitCode()).isZero();
    byte[] once = Files.readAllBytes(file(row, "decoder"));
    assertThat(export(id(row), "--overwrite").exitCode()).isZero();
    assertThat(file(row, "decoder")).hasBinaryContent(once);
    try (Stream<Path> files = Files.list(directory.resolve("networks"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void deeplearning4jThatIsNotThereIsToldBeforeAnythingRuns() throws IOException {
    TrialRow row = committed(TEXT);

    CommandLineRun run = export(id(row), "--format", "dl4j");

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.err()).contains("not on the class path", "docs/engines.md").hasLineCount(1);
    Path zip = Files.write(directory.resolve("a.zip"), new byte[] {'P', 'K', 3, 4, 0});
    CommandLineRun measure = CommandLineRun.of("measure", zip.toString());
    assertThat(measure.exitCode()).isEqualTo(66);
    assertThat(measure.err()).contains("not on the class path").hasLineCount(1);
  }

  @Test
  void whatIsNoModelIsCode66() throws IOException {
    Path file = Files.writeString(directory.resolve("text"), "not a model");
    for (String model : List.of(file.toString(), directory.toString(), "no-such-file")) {
      CommandLineRun run = CommandLineRun.of("measure", model);

      assertThat(run.exitCode()).as(run.err()).isEqualTo(66);
      assertThat(run.err()).startsWith("harmonic: " + model).hasLineCount(1);
    }
  }

  @Test
  void aModelOfOtherSamplesThanTheDataIsCode66() throws IOException {
    TrialRow row = committed(TEXT);
    assertThat(export(id(row)).exitCode()).isZero();
    String study = directory.resolve("tiny/study.yaml").toString();

    CommandLineRun run =
        CommandLineRun.of("measure", file(row, "decoder").toString(), "--data", study);

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.err()).contains("takes 1x1x2, a sample of the data is 6x6x1").hasLineCount(1);
  }

  private TrialRow committed(String text) throws IOException {
    List<TrialRow> rows = new TinyResults(directory).train(text);
    new TinyResults(directory).commit("a", rows);
    return rows.get(0);
  }

  private Path file(TrialRow row, String part) {
    return directory.resolve("networks/%s-%s.onnx".formatted(id(row).substring(0, 12), part));
  }

  private CommandLineRun export(String trial, String... options) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of(
                    "export",
                    directory.resolve("tiny").toString(),
                    trial.substring(0, 8),
                    "--to",
                    directory.resolve("networks").toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private static JsonNode measured(Path file, String... options) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            Stream.concat(Stream.of("measure", file.toString(), "--json"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private void assertNoFiles() {
    assertThat(directory.resolve("networks")).doesNotExist();
  }
}
