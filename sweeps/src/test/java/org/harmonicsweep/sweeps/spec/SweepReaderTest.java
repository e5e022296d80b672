package org.harmonicsweep.sweeps.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.harmonicsweep.sweeps.spec.Texts.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepReaderTest {

  @Test
  void studyWithoutGridHasOneCellOfDefaults() {
    Study study = read("");

    assertThat(study.cells())
        .containsExactly(
            new Model(
                Architecture.dense("linear", List.of(), List.of(), Activation.LINEAR),
                2,
                Likelihood.GAUSSIAN,
                EncoderVariance.learned(),
                1,
                InputNoise.denoising(0)));
    assertThat(study.data()).isEqualTo(new DataSource.Disks(100, 8, 0));
    assertThat(study.testFraction()).isEqualTo(0.1);
    assertThat(study.replication().least()).isEqualTo(1);
    assertThat(study.seed()).isZero();
    assertThat(study.engines()).containsExactly(Engine.strict());
    assertThat(study.metrics())
        .isEqualTo(MetricSet.of(List.of(MetricFamily.SPECTRUM, MetricFamily.LIPSCHITZ)));
    assertThat(study.training()).isEqualTo(new Training(1, 10, 0.001));
    assertThat(study.question()).isEmpty();
  }

  @Test
  void withoutClaimsAStudyDoesNotAskForWhatItDoesNotMeasure() {
    assertThat(read("metrics: [robustness]\ngrid: {encoder_variance: [0.1, 0.4]}").claims())
        .containsExactly(
            Claim.RECONSTRUCT_DAMAGE_FALLS_WITH_VARIANCE,
            Claim.RECONSTRUCT_MARGIN_RISES_WITH_VARIANCE,
            Claim.RECONSTRUCT_LIKELIHOOD_LOSS_FALLS_WITH_VARIANCE,
            Claim.ENCODER_TARGET_DIVERGENCE_FALLS_WITH_VARIANCE);
    assertThat(read("metrics: []\ngrid: {encoder_variance: [0.1, 0.4]}").claims()).isEmpty();
  }

  @Test
  void withoutClaimsAStudyAsksAboutAllThatItVariesAKnobFor() {
    Study study = read("grid: {kl_weight: [1, 4]}");

    assertThat(study.claims()).isEqualTo(Claim.testableOn(study.cells())).isNotEmpty();
    assertThat(read("").claims()).isEmpty();
    assertThat(read("grid: {kl_weight: [1, 4]}\nclaims: []").claims()).isEmpty();
  }

  @Test
  void claimsStandInTheOrderOfTheCatalogue() {
    Study study =
        read(
            """
            grid: {kl_weight: [1, 4]}
            claims: [encoder-lipschitz-falls-with-kl, decoder-frequency-falls-with-kl]
            """);

    assertThat(study.claims())
        .containsExactly(
            Claim.DECODER_FREQUENCY_FALLS_WITH_KL, Claim.ENCODER_LIPSCHITZ_FALLS_WITH_KL);
    assertThat(study.resolved())
        .contains("claims: [decoder-frequency-falls-with-kl, encoder-lipschitz-falls-with-kl]\n");
  }

  @Test
  void claimsArePartOfNoTrial() {
    assertThat(Texts.ids(read("grid: {kl_weight: [1, 4]}\nclaims: []")))
        .isEqualTo(Texts.ids(read("grid: {kl_weight: [1, 4]}")));
  }

  @Test
  void aStudyThatSaysNothingOfItToleratesAnyTimeAndAnyFailure() {
    assertThat(read("").tolerance()).isEqualTo(Tolerance.unsaid());
    assertThat(read("").resolved()).doesNotContain("trial_timeout", "max_failed_fraction");
  }

  @Test
  void whatAStudyToleratesIsPartOfNoTrial() {
    Study study = read("trial_timeout: 600\nmax_failed_fraction: 0.02");

    assertThat(study.tolerance())
        .isEqualTo(new Tolerance(new TimeLimit(600), OptionalDouble.of(0.02)));
    assertThat(Texts.ids(study)).isEqualTo(Texts.ids(read("")));
    assertThat(study.resolved()).endsWith("trial_timeout: 600\nmax_failed_fraction: 0.02\n");
  }

  @Test
  void everySourceIsRead() {
    assertThat(read("data: {source: idx, images: a, labels: b, limit: 50}").data())
        .isEqualTo(new DataSource.Idx("a", Optional.of("b"), Optional.of(50)));
    assertThat(read("data: {source: idx, images: a}").data())
        .isEqualTo(new DataSource.Idx("a", Optional.empty(), Optional.empty()));
    assertThat(read("data: {source: cifar10, directory: a, limit: 50}").data())
        .isEqualTo(new DataSource.Cifar10("a", Optional.of(50)));
    assertThat(read("data: {source: npz, path: a.npz, array: imgs}").data())
        .isEqualTo(new DataSource.Npz("a.npz", "imgs", Optional.empty(), 1, Optional.empty()));
    assertThat(
            read("data: {source: npz, path: a, array: b, white: 1, every: 11, limit: 50}").data())
        .isEqualTo(new DataSource.Npz("a", "b", Optional.of(1.0), 11, Optional.of(50)));
    assertThat(read("data: {source: disks, samples: 99}").data())
        .isEqualTo(new DataSource.Disks(99, 63, 0));
    assertThat(read("data: {source: sinc, samples: 99, points: 9, seed: -7}").data())
        .isEqualTo(new DataSource.SincTracks(99, 9, -7));
    assertThat(read("data: {source: linear_gaussian, samples: 99, deviations: [2, .5]}").data())
        .isEqualTo(new DataSource.LinearGaussian(99, List.of(2.0, 0.5), 0));
  }

  @Test
  void sourcesOfTheLanguageAreThoseOfTheData() {
    List<DataSource> sources =
        List.of(
            new DataSource.Idx("a", Optional.empty(), Optional.empty()),
            new DataSource.Cifar10("a", Optional.empty()),
            new DataSource.Npz("a", "b", Optional.empty(), 1, Optional.empty()),
            new DataSource.Disks(2, 3, 0),
            new DataSource.SincTracks(2, 2, 0),
            new DataSource.LinearGaussian(2, List.of(1.0), 0));

    assertThat(DataReader.SOURCES)
        .containsExactlyElementsOf(sources.stream().map(DataSource::key).toList());
    assertThat(DataSource.class.getPermittedSubclasses()).hasSameSizeAs(sources);
  }

  @ParameterizedTest
  @CsvSource({"10000, 1", "10001, 2", "60000, 6"})
  void cifarNeedsTheFilesThatItsLimitReachesPackedOrNot(int limit, int files) {
    List<String> asked = new ArrayList<>();
    Predicate<String> packed =
        path -> {
          asked.add(path);
          return path.endsWith(".gz");
        };
    String text = "data: {source: cifar10, directory: a/, limit: " + limit + "}";
    new SweepReader(Map.of(), packed).read("s.yaml", Texts.completed(text));

    assertThat(asked).hasSize(2 * files).startsWith("a/data_batch_1.bin", "a/data_batch_1.bin.gz");
  }

  @Test
  void lastAxisChangesFastest() {
    Study study = read("grid: {kl_weight: [1, 2], input_noise: [0, 0.5]}");

    assertThat(Texts.each(study, Model::klWeight)).containsExactly(1.0, 1.0, 2.0, 2.0);
    assertThat(Texts.each(study, cell -> cell.inputNoise().standardDeviation()))
        .containsExactly(0.0, 0.5, 0.0, 0.5);
  }

  @Test
  void chainFillsInWhatABlockLeavesOut() {
    Study study =
        read(
            """
            model: {architecture: linear, latent: 3, kl_weight: 2}
            grid:
              chain:
                - {encoder_variance: [0.1, 0.2]}
                - {kl_weight: [4]}
            """);

    assertThat(Texts.each(study, Model::klWeight)).containsExactly(2.0, 2.0, 4.0);
    assertThat(Texts.each(study, cell -> cell.encoderVariance().value().orElse(-1)))
        .containsExactly(0.1, 0.2, -1.0);
  }

  @Test
  void blocksStandBesideAxes() {
    Study study =
        read(
            """
            grid:
              likelihood: [gaussian, bernoulli]
              zip: [{kl_weight: [1, 2]}, {input_noise: [0.1, 0.2]}]
            """);

    assertThat(study.cells()).hasSize(4);
    assertThat(Texts.each(study, Model::klWeight)).containsExactly(1.0, 2.0, 1.0, 2.0);
    assertThat(Texts.each(study, cell -> cell.inputNoise().standardDeviation()))
        .containsExactly(0.1, 0.2, 0.1, 0.2);
  }

  @Test
  void architecturesAreBuiltInOrWrittenOut() {
    Study study =
        read(
            """
            architectures:
              small: {encoder: [{dense: 96}, 48], decoder: mirror, activation: leaky_relu}
              lopsided: {encoder: [8], decoder: [], activation: relu}
            model: {latent: 2}
            grid: {architecture: [small, lopsided, mlp-3x256-logistic, linear]}
            """);

    assertThat(
            Texts.each(
                study, cell -> cell.architecture().name() + " " + cell.architecture().layers()))
        .containsExactly(
            "small 96-48:48-96 leaky_relu",
            "lopsided 8: relu",
            "mlp-3x256-logistic 256-256-256:256-256-256 logistic",
            "linear : linear");
  }

  @Test
  void convolutionsAreNamedOrWrittenOut() {
    Study study =
        read(
            """
            data: {source: disks, samples: 100, size: 28}
            architectures:
              mirrored: {encoder: [{conv: 8, kernel: 4, stride: 2, padding: 1}, {dense: 9}], activation: relu}
              written:
                encoder: [{conv: 4, kernel: 3}, {transposed: 2, kernel: 3, stride: 2, padding: 1, extra: 1}, 9]
                decoder:
                  - {dense: 256}
                  - {dense: 3136, shape: [7, 7, 64]}
                  - {transposed: 32, kernel: 4, stride: 2, padding: 1, extra: 0}
                  - {transposed: output, kernel: 4, stride: 2, padding: 1}
                activation: tanh
            model: {latent: 2}
            grid: {architecture: [mirrored, written, conv-small, conv-large]}
            """);

    assertThat(
            Texts.each(
                study, cell -> cell.architecture().name() + " " + cell.architecture().layers()))
        .containsExactly(
            "mirrored conv8k4s2p1-9:mirror relu",
            "written conv4k3s1p0-deconv2k3s2p1e1-9:256-7x7x64-deconv32k4s2p1-deconvk4s2p1 tanh",
            "conv-small conv32k4s2p1-conv64k4s2p1-256:mirror relu",
            "conv-large conv64k4s2p1-conv128k4s2p1-conv256k4s2p1-512:mirror relu");
  }

  @ParameterizedTest
  @CsvSource({
    "conv-small, 28",
    "conv-small, 32",
    "conv-large, 28",
    "conv-large, 32",
    "conv-disks, 63"
  })
  void namedConvolutionsGiveBackTheImagesOfTheirData(String name, int size) {
    Study study =
        read(
            "data: {source: disks, samples: 100, size: %d}\nmodel: {architecture: %s, latent: 2}"
                .formatted(size, name));
    SampleShape data = new SampleShape(size, size, 1);
    List<LayerShape> decoder = Layout.of(study.cells().get(0), data).decoder();

    assertThat(decoder.get(decoder.size() - 1).output()).isEqualTo(data);
  }

  @Test
  void architectureThatLoadedDataRuleOutIsReportedAtItsPlace() {
    Study study =
        read(
            """
            data: {source: idx, images: here}
            model: {architecture: conv-disks, latent: 2}
            """);

    assertThat(catchThrowable(() -> study.checkBuildable(new SampleShape(28, 28, 1))))
        .isInstanceOf(StudyException.class)
        .hasMessage(
            "bad.yaml:2:23: model.architecture: the architecture 'conv-disks' cannot be built on"
                + " samples of 28x28x1: a kernel of 3 does not fit into 2x2x3 with padding 0;"
                + " change its layers");
  }

  @Test
  void mirroredWidthsAreTheSameTrialAsIfTheyWereWrittenOut() {
    String mirrored =
        "architectures: {a: {encoder: [9, {dense: 4, shape: [1, 1, 4]}], activation: tanh}}\n";
    String written = "architectures: {a: {encoder: [9, 4], decoder: [4, 9], activation: tanh}}\n";
    String model = "model: {architecture: a, latent: 2}";

    assertThat(Texts.ids(read(mirrored + model))).isEqualTo(Texts.ids(read(written + model)));
  }

  @Test
  void excludedCellsAreLeftOut() {
    Study study =
        read(
            """
            grid: {kl_weight: [1, 2, 4], encoder_variance: [learned, 0.5]}
            exclude:
              - {kl_weight: [1.0, 4], encoder_variance: learned}
              - {kl_weight: 2, encoder_variance: 5e-1}
            """);

    assertThat(Texts.each(study, cell -> cell.klWeight() + " " + cell.encoderVariance().mode()))
        .containsExactly("1.0 fixed", "2.0 learned", "4.0 fixed");
  }

  @Test
  void variablesArePutInWhereverAValueStands() {
    Map<String, String> variables = Map.of("N", "3", "DIRECTORY", "/a b/{c}, #d", "EMPTY", "");

    Study study =
        read(
            """
            # a comment may name ${NOTHING}
            replicates: ${N}
            seed: ${N}${N}
            question: "is ${N} enough, or ${M:five: really}${EMPTY}?"
            data: {source: idx, images: ${DIRECTORY}/images, labels: "${DIRECTORY}", limit: ${L:50}}
            """,
            variables);

    assertThat(study.replication().least()).isEqualTo(3);
    assertThat(study.seed()).isEqualTo(33);
    assertThat(study.question()).isEqualTo("is 3 enough, or five: really?");
    assertThat(study.data())
        .isEqualTo(
            new DataSource.Idx(
                "/a b/{c}, #d/images", Optional.of("/a b/{c}, #d"), Optional.of(50)));
  }

  @Test
  void valueOfAVariableNeverBecomesStructure() {
    Study study = read("question: ${Q}", Map.of("Q", "x\nreplicates: 7 # y: [&a, *a, !!int 'z"));

    assertThat(study.question()).isEqualTo("x\nreplicates: 7 # y: [&a, *a, !!int 'z");
    assertThat(study.replication().least()).isEqualTo(1);
    assertThat(read(study.resolved()).question()).isEqualTo(study.question());
  }

  @Test
  void valueOfAVariableMayHoldAnyPrintableCharacter() {
    Study study = read("question: ${Q}", Map.of("Q", "𝜎 über $1 \\ \" '"));

    assertThat(study.question()).isEqualTo("𝜎 über $1 \\ \" '");
    assertThat(read(study.resolved()).question()).isEqualTo(study.question());
  }

  @Test
  void quotedNumbersStayTexts() {
    assertThat(read("question: '3'").question()).isEqualTo("3");
    assertThat(read("study: '2025'").name()).isEqualTo("2025");
  }

  @Test
  void byteOrderMarkIsNoPartOfTheText() {
    byte[] bytes = ("\uFEFF" + Texts.completed("question: σ²?")).getBytes(UTF_8);

    Study study = new SweepReader(Map.of(), path -> true).read("marked.yaml", bytes);

    assertThat(study.question()).isEqualTo("σ²?");
  }

  static Stream<String> studies() {
    return Stream.of(
        "",
        "grid: {latent: {range: [1, 9], step: 2}}\nmodel: {architecture: linear}",
        "grid: {kl_weight: {log10: [-1, 1], count: 5}, encoder_variance: [learned, 1e-2]}",
        "where: 'kl_weight < 3 or \"gaussian\" == likelihood'\ngrid: {kl_weight: [1, 2, 3, 4]}",
        "exclude: [{kl_weight: [1, 2]}]\ngrid: {kl_weight: [1, 2, +3., .5e1]}",
        "metrics: []\nseed: -9223372036854775808\nquestion: \"# no, 'one': \\\\ \\\" ~\"",
        "study: '7'\nquestion: '${X:~}'\nengine: strict\ndata: {source: sinc, samples: 90, points: 3}",
        """
        architectures: {tiny: {encoder: [], activation: linear}, wide: {encoder: [{dense: 9}], activation: tanh}}
        model: {latent: 1}
        grid:
          chain:
            - {architecture: [tiny, wide], zip: [{kl_weight: [1, 2]}, {input_noise: [0.1, 0.2]}]}
            - product: [{architecture: [wide]}, {kl_weight: [7]}]
        """);
  }

  @ParameterizedTest
  @MethodSource("studies")
  void resolvedStudyIsTheSameStudy(String text) {
    Study study = read(text);
    Study again = new SweepReader(Map.of(), path -> true).read("again.yaml", study.resolved());

    assertThat(again).isEqualTo(study);
  }

  @Test
  void orderOfKeysIsNoPartOfIdentity() {
    Study study =
        read(
            """
            model: {architecture: mlp-1x8-tanh, latent: 2}
            grid: {kl_weight: [1, 2], input_noise: {values: [0, 0.5]}}
            replicates: 2
            """);
    Study other =
        read(
            """
            study: other
            metrics: [spectrum]
            replicates: 2
            grid: {input_noise: [0.50, 0.0], kl_weight: [2.0, 1e0]}
            training: {batch: 10, epochs: 1}
            model: {latent: 2, architecture: same}
            architectures: {same: {activation: tanh, encoder: [8]}}
            """);

    assertThat(Texts.ids(other)).containsExactlyInAnyOrderElementsOf(Texts.ids(study));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: {architecture: mlp-1x9-tanh, latent: 2}",
        "model: {architecture: mlp-1x8-relu, latent: 2}",
        "model: {architecture: mlp-1x8-tanh, latent: 3}",
        "model: {architecture: mlp-1x8-tanh, latent: 2, likelihood: bernoulli}",
        "model: {architecture: mlp-1x8-tanh, latent: 2, encoder_variance: 1}",
        "model: {architecture: mlp-1x8-tanh, latent: 2, kl_weight: 1.0000000000000002}",
        "model: {architecture: mlp-1x8-tanh, latent: 2, input_noise: 1e-300}",
        "model: {architecture: mlp-1x8-tanh, latent: 2, input_noise: 1e-300, noise_target: noisy}",
        "seed: 1",
        "training: {epochs: 2, batch: 10}",
        "training: {epochs: 1, batch: 11}",
        "training: {epochs: 1, batch: 10, learning_rate: 0.002}"
      })
  void everyIngredientIsPartOfIdentity(String change) {
    String base = "model: {architecture: mlp-1x8-tanh, latent: 2}\n";
    String changed = change.startsWith("model") ? change : base + change;

    assertThat(Texts.ids(read(changed)))
        .hasSize(1)
        .doesNotContainAnyElementsOf(Texts.ids(read(base)));
  }

  @Test
  void trialsOfAStudyDiffer() {
    Study study =
        read(
            """
            model: {architecture: linear}
            grid:
              latent: {range: [1, 5], step: 1}
              encoder_variance: {log10: [-2, 0], count: 7}
              input_noise: {linspace: [0, 1], count: 4}
            replicates: 3
            """);
    List<String> ids = Texts.ids(study);
    Set<String> distinct = new HashSet<>(ids);

    assertThat(ids).hasSize(5 * 7 * 4 * 3);
    assertThat(distinct).hasSameSizeAs(ids);
  }
}
