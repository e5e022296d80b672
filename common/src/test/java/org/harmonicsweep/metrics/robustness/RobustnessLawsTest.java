package org.harmonicsweep.metrics.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.OtherMachine;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.metrics.lipschitz.Lipschitz;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold of every network, and what is computed a second way. */
class RobustnessLawsTest {
  private static final int FEATURES = 8;
  private static final EncoderVariance VARIANCE = EncoderVariance.fixed(0.0025);

  /** Prints the kernels' name and what a model comes to. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.out.println(Kernels.create().name() + " " + digest());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, TANH, 0", "2, TANH, 0", "3, TANH, 0", "4, TANH, 40", "5, TANH, 40",
    "1, RELU, 0", "2, RELU, 0", "3, RELU, 0", "4, RELU, 40", "5, RELU, 40"
  })
  void attacksNeverBreakWhatIsCertified(long seed, Activation activation, int epochs) {
    DataSplit data = split(seed, 4);
    Architecture dense = Architecture.dense("small", List.of(16), List.of(16), activation);
    Model model = model(dense, Likelihood.GAUSSIAN);
    Trial trial =
        new Trial(
            model,
            new Training(Math.max(1, epochs), 16, 1e-2),
            new Seeds(seed, 0),
            data.identity(),
            Engine.strict());
    TrainedVae vae = epochs == 0 ? untrained(seed, activation) : trained(trial, data);
    RobustnessMeasurement measured =
        Robustness.measure(
            trial, vae, data.test(), Lipschitz.measure(vae, data.test(), trial.seeds()));
    CertifiedMargins certified = measured.certified().orElseThrow();

    assertThat(certified.moment()).as("bound 1 has a radius").isPresent();
    assertThat(certified.tail()).as("bound 2 has a radius").isPresent();
    assertThat(measured.exhausted()).as("some image is broken").isLessThan(1);
    for (Margin margin : measured.margins()) {
      if (margin.margin().isPresent()) {
        // the attack that breaks it was found one step of the grid further
        double broken = margin.margin().getAsDouble() + MarginSearch.STEP;
        assertThat(broken).isGreaterThan(certified.moment().getAsDouble());
        assertThat(broken).isGreaterThan(certified.tail().getAsDouble());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bernoulliLikelihoodIsThatOfTheDecodersProbabilities(long seed) {
    Dataset pixels = pixels(seed, 6);
    TrainedVae vae =
        vae(
            network(seed, 1, Activation.TANH, Activation.LINEAR, FEATURES, 16, 3),
            network(seed + 9, 1, Activation.TANH, Activation.LOGISTIC, 3, 16, FEATURES));
    Subject subject = Subject.of(vae, Images.of(pixels, new RandomStream(seed), 6));
    MaximumDamage attack =
        new MaximumDamage(
            subject, Jacobians.of(subject), new RandomStream(seed), new RandomStream(seed + 1));
    Region region = new Region(1, true);
    DamageAt found = attack.within(List.of(region), Likelihood.BERNOULLI).get(0);
    List<Attack> attacks = attack.best(region, List.of());
    float[] points = Attacks.points(subject.images(), attacks);
    double[] clean = direct(subject, subject.images().values());
    double[] attacked = direct(subject, points);
    double loss = 0;
    double relative = 0;
    for (int i = 0; i < clean.length; i++) {
      loss += (clean[i] - attacked[i]) / clean.length;
      relative += Math.abs((clean[i] - attacked[i]) / clean[i]) / clean.length;
    }
    // probabilities of single precision, whose logarithms are of order 1
    assertThat(found.likelihoodLoss()).isCloseTo(loss, within(1e-5));
    assertThat(found.relativeLikelihoodLoss()).isCloseTo(relative, within(1e-5));
  }

  /** Σ x ln p + (1 − x) ln (1 − p), p what the decoder gives. */
  private static double[] direct(Subject subject, float[] points) {
    int count = subject.images().count();
    float[] z = subject.vae().encoderMean().apply(points, count);
    float[] p = subject.vae().decoder().apply(z, count);
    double[] sums = new double[count];
    for (int i = 0; i < p.length; i++) {
      double x = subject.images().values()[i];
      sums[i / FEATURES] += x * StrictMath.log(p[i]) + (1 - x) * StrictMath.log(1 - (double) p[i]);
    }
    return sums;
  }

  @Test
  void certainProbabilitiesHaveAFiniteLikelihood() {
    // logits ±300, of which the logistic function is exactly 0 or 1
    float[] biases = {300, -300, 300, -300, 300, -300, 300, -300};
    Network decoder =
        Network.of(
            List.of(
                new DenseLayer(3, FEATURES, new float[3 * FEATURES], biases, Activation.LOGISTIC)));
    Network encoder = network(1, 1, Activation.TANH, Activation.LINEAR, FEATURES, 3);
    Dataset one = new Dataset(1, FEATURES, new float[] {1, 0, 0, 0, 1, 1, 1, 0});
    Subject subject = Subject.of(vae(encoder, decoder), Images.of(one, new RandomStream(1), 1));
    double[] found =
        new LogLikelihood(subject, Likelihood.BERNOULLI)
            .of(new int[] {0}, subject.images().values());
    // two of eight values are the ones that have no probability
    assertThat(found[0]).isCloseTo(-600, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "LEAKY_RELU"})
  void convolutionalModelIsAttackedLikeAnyOther(Activation activation) {
    SampleShape shape = new SampleShape(6, 6, 1);
    Dataset training = images(1, 64, shape);
    Dataset test = images(2, 12, shape);
    DataSplit data = new DataSplit(training, test, new DataIdentity("0".repeat(64), shape, 64, 12));
    Architecture architecture =
        new Architecture(
            "convolutional",
            List.of(
                new HiddenLayer.Convolution(3, new Window(2, 2, 0)),
                new HiddenLayer.Dense(SampleShape.vector(5))),
            new Decoder.Mirror(),
            activation);
    Trial trial =
        new Trial(
            model(architecture, Likelihood.BERNOULLI),
            new Training(30, 16, 1e-2),
            new Seeds(1, 0),
            data.identity(),
            Engine.strict());
    RobustnessMeasurement measured = Robustness.measure(trial, trained(trial, data), test);

    assertThat(measured.damages()).hasSize(10);
    assertThat(measured.margins()).hasSize(12);
    for (int i = 0; i < 10; i++) {
      DamageAt here = measured.damages().get(i);
      assertThat(here.damage()).isPositive().isFinite().isLessThanOrEqualTo(here.worst());
      // 36 probabilities, each of which moves by 1 at most
      assertThat(here.worst()).isLessThanOrEqualTo(6);
      assertThat(here.likelihoodLoss()).isFinite();
      if (i % 5 > 0) {
        DamageAt smaller = measured.damages().get(i - 1);
        assertThat(here.damage()).isGreaterThanOrEqualTo(smaller.damage());
        assertThat(here.sampledDamage()).isGreaterThanOrEqualTo(smaller.sampledDamage());
      }
    }
    assertThat(measured.stability())
        .allSatisfy(
            at -> {
              assertThat(at.encoder()).isPositive().isFinite();
              assertThat(at.reconstruct()).isPositive().isFinite();
            });
  }

  @Test
  @Timeout(120)
  void vectorsAndScalarsGiveTheSameBits() throws IOException, InterruptedException {
    OtherMachine vector =
        OtherMachine.start(OtherMachine.HOME, List.of(OtherMachine.VECTORS), Main.class);
    OtherMachine scalar = OtherMachine.start(OtherMachine.HOME, List.of(), Main.class);
    String expected = digest();

    assertThat(vector.output()).startsWith("vector-").endsWith(" " + expected);
    assertThat(scalar.output()).isEqualTo("scalar " + expected);
  }

  /** Doubles are written so that different bits are different words. */
  private static String digest() {
    TrainedVae vae = untrained(3, Activation.TANH);
    Architecture dense = Architecture.dense("small", List.of(16), List.of(16), Activation.TANH);
    Dataset pixels = pixels(3, 20);
    Trial trial =
        new Trial(
            model(dense, Likelihood.GAUSSIAN),
            new Training(1, 1, 1e-3),
            new Seeds(3, 0),
            DataIdentity.ofVectors("0".repeat(64), FEATURES, 1, 20),
            Engine.strict());
    return Robustness.measure(trial, vae, pixels).toString().replace(' ', '_');
  }

  private static Model model(Architecture architecture, Likelihood likelihood) {
    return new Model(architecture, 3, likelihood, VARIANCE, 1, InputNoise.denoising(0));
  }

  private static TrainedVae trained(Trial trial, DataSplit data) {
    return Trainer.train(trial, data)
        .match(
            trained -> trained.vae(),
            diverged -> {
              throw new AssertionError("diverged at step " + diverged.step());
            });
  }

  private static TrainedVae untrained(long seed, Activation activation) {
    return vae(
        network(seed, 2, activation, Activation.LINEAR, FEATURES, 16, 3),
        network(seed + 9, 2, activation, Activation.LINEAR, 3, 16, FEATURES));
  }

  private static TrainedVae vae(Network encoder, Network decoder) {
    return new TrainedVae(encoder, Optional.empty(), decoder, VARIANCE, List.of(), "");
  }

  private static Network network(
      long seed, double gain, Activation hidden, Activation last, int... widths) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < widths.length; i++) {
      float[] weights = new float[widths[i] * widths[i + 1]];
      new RandomStream(seed * 31 + i).normals(0, weights, 0, weights.length);
      for (int k = 0; k < weights.length; k++) {
        weights[k] *= (float) (gain / Math.sqrt(widths[i]));
      }
      Activation activation = i + 2 == widths.length ? last : hidden;
      layers.add(
          new DenseLayer(widths[i], widths[i + 1], weights, new float[widths[i + 1]], activation));
    }
    return Network.of(layers);
  }

  private static DataSplit split(long seed, float deviation) {
    Dataset training = normals(seed, 128, deviation);
    Dataset test = normals(seed + 50, 25, deviation);
    return new DataSplit(training, test, DataIdentity.ofVectors("0".repeat(64), FEATURES, 128, 25));
  }

  private static Dataset normals(long seed, int samples, float deviation) {
    float[] values = new float[samples * FEATURES];
    new RandomStream(seed).normals(0, values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= deviation;
    }
    return new Dataset(samples, FEATURES, values);
  }

  private static Dataset pixels(long seed, int samples) {
    Dataset data = normals(seed, samples, 0.5f);
    squash(data.values());
    return data;
  }

  private static Dataset images(long seed, int samples, SampleShape shape) {
    int features = shape.size();
    float[] values = new float[samples * features];
    new RandomStream(seed).normals(0, values, 0, values.length);
    squash(values);
    return new Dataset(samples, features, values);
  }

  private static void squash(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(1, Math.abs(values[i]));
    }
  }
}
