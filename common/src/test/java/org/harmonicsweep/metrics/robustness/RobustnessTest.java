package org.harmonicsweep.metrics.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {
  private static final int FEATURES = 8;

  /** Gains of the encoder, then of the decoder: reconstruct has 4, 1.5 and 0.25. */
  private static final float[] ENCODER = {2, 1, 0.5f};

  private static final float[] DECODER = {2, 1.5f, 0.5f};

  private static Trial trial(long seed, EncoderVariance variance) {
    return new Trial(
        new Model(
            Architecture.dense("linear", List.of(), List.of(), Activation.LINEAR),
            3,
            Likelihood.GAUSSIAN,
            variance,
            1,
            InputNoise.denoising(0)),
        new Training(1, 1, 1e-3),
        new Seeds(seed, 0),
        DataIdentity.ofVectors("0".repeat(64), FEATURES, 1, 1),
        Engine.strict());
  }

  private static Network diagonal(int inputs, int outputs, float[] gains) {
    float[] weights = new float[inputs * outputs];
    float[] biases = new float[outputs];
    for (int i = 0; i < gains.length; i++) {
      weights[i * outputs + i] = gains[i];
      biases[i] = i;
    }
    return Network.of(List.of(new DenseLayer(inputs, outputs, weights, biases, Activation.LINEAR)));
  }

  private static TrainedVae linear(double variance) {
    return vae(diagonal(FEATURES, 3, ENCODER), diagonal(3, FEATURES, DECODER), variance);
  }

  private static TrainedVae vae(Network encoder, Network decoder, double variance) {
    return new TrainedVae(
        encoder, Optional.empty(), decoder, EncoderVariance.fixed(variance), List.of(), "");
  }

  private static Network random(long seed, double gain, int... widths) {
    List<DenseLayer> layers = new java.util.ArrayList<>();
    for (int i = 0; i + 1 < widths.length; i++) {
      float[] weights = new float[widths[i] * widths[i + 1]];
      new RandomStream(seed * 31 + i).normals(0, weights, 0, weights.length);
      for (int k = 0; k < weights.length; k++) {
        weights[k] *= (float) (gain / Math.sqrt(widths[i]));
      }
      Activation activation = i + 2 == widths.length ? Activation.LINEAR : Activation.TANH;
      layers.add(
          new DenseLayer(widths[i], widths[i + 1], weights, new float[widths[i + 1]], activation));
    }
    return Network.of(layers);
  }

  private static Dataset data(long seed, int samples) {
    float[] values = new float[samples * FEATURES];
    new RandomStream(seed).normals(0, values, 0, values.length);
    return new Dataset(samples, FEATURES, values);
  }

  private static Dataset pixels(long seed, int samples) {
    Dataset data = data(seed, samples);
    for (int i = 0; i < data.values().length; i++) {
      data.values()[i] = Math.min(1, Math.abs(data.values()[i]) / 2);
    }
    return data;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void linearModelHasItsClosedForms(long seed) {
    double variance = 1e-4;
    RobustnessMeasurement measured =
        Robustness.measure(
            trial(seed, EncoderVariance.fixed(variance)), linear(variance), data(seed, 60));
    Stability stability = measured.stabilityAt(0.1).orElseThrow();
    // s² ‖A‖²_F = 0.01 · (4 + 1 + 0.25), and s² ‖W A‖²_F = 0.01 · (16 + 2.25 + 0.0625)
    assertThat(stability.encoderFirstOrder()).isCloseTo(0.0525, within(1e-8));
    assertThat(stability.reconstructFirstOrder()).isCloseTo(0.183125, within(1e-8));
    // 960 draws know a sum of squares whose largest term is most of it to 4.6 %: four times that
    assertThat(stability.encoder()).isCloseTo(0.0525, within(0.2 * 0.0525));
    assertThat(stability.reconstruct()).isCloseTo(0.183125, within(0.2 * 0.183125));
    // of equal variances each divergence is ‖Δμ‖² / (2 σ²)
    assertThat(stability.divergence())
        .isCloseTo(stability.encoder() / (2 * variance), within(1e-4 * stability.divergence()));
    for (DamageAt damage : measured.damages()) {
      // R σ_max; outputs are single precision
      assertThat(damage.damage()).isCloseTo(4 * damage.region().radius(), within(2e-5));
      assertThat(damage.worst()).isCloseTo(4 * damage.region().radius(), within(2e-5));
    }
    // r / σ_max = 2 is on the grid, the noise decides on which side: 1.8 or 2
    assertThat(measured.restrictedMargin()).isBetween(1.8, 2.0);
    assertThat(measured.exhausted()).isZero();
    // min σ Φ⁻¹(0.9883661) / ‖A‖_F
    assertThat(measured.bound().orElseThrow())
        .isCloseTo(0.01 * 2.26909 / Math.sqrt(5.25), within(1e-6));
  }

  @Test
  void likelihoodOfALinearModelFallsAsComputed() {
    // x̂ = 4 x₀ along the first axis: the residual 3 x₀ becomes 3 x₀ + 4 d, d = ±1
    Dataset one = new Dataset(1, FEATURES, new float[] {0.5f, 0, 0, 0, 0, 0, 0, 0});
    float[] first = {2};
    TrainedVae vae = vae(withoutBiases(FEATURES, 1, first), withoutBiases(1, FEATURES, first), 1);
    RobustnessMeasurement measured =
        Robustness.measure(trial(1, EncoderVariance.fixed(1)), vae, one);
    DamageAt damage = measured.damageWithin(new Region(1, false)).orElseThrow();
    double clean = -0.5 * 1.5 * 1.5 - 4 * Math.log(2 * Math.PI);
    double up = 0.5 * (5.5 * 5.5 - 1.5 * 1.5);
    double down = 0.5 * (2.5 * 2.5 - 1.5 * 1.5);
    double expected = damage.likelihoodLoss() > 8 ? up : down;
    assertThat(damage.likelihoodLoss()).isCloseTo(expected, within(1e-4));
    assertThat(damage.relativeLikelihoodLoss()).isCloseTo(expected / Math.abs(clean), within(1e-4));
    // one image has no target
    assertThat(measured.latentAttack()).isEmpty();
  }

  private static Network withoutBiases(int inputs, int outputs, float[] gains) {
    DenseLayer layer = (DenseLayer) diagonal(inputs, outputs, gains).layers().get(0);
    return Network.of(
        List.of(
            new DenseLayer(
                inputs, outputs, layer.weights(), new float[outputs], Activation.LINEAR)));
  }

  @Test
  void latentAttackOnALinearScalarCodeGoesStraightToTheTarget() {
    // codes 2 x₀: distances 6 between codes ±3; a unit perturbation closes 2 of them
    Dataset two = new Dataset(2, FEATURES, new float[2 * FEATURES]);
    two.values()[0] = 1.5f;
    two.values()[FEATURES] = -1.5f;
    float[] gain = {2};
    TrainedVae vae = vae(withoutBiases(FEATURES, 1, gain), withoutBiases(1, FEATURES, gain), 0.5);
    LatentAttack attack =
        Robustness.measure(trial(1, EncoderVariance.fixed(0.5)), vae, two)
            .latentAttack()
            .orElseThrow();
    assertThat(attack.before()).isCloseTo(36, within(1e-4));
    assertThat(attack.after()).isCloseTo(16, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damageGrowsWithTheRadiusAndBeatsRandomDirectionsAndOneGradientStep(long seed) {
    TrainedVae vae =
        vae(random(seed, 3, FEATURES, 16, 3), random(seed + 10, 3, 3, 16, FEATURES), 0.01);
    Dataset test = pixels(seed, 25);
    Trial trial = trial(seed, EncoderVariance.fixed(0.01));
    RobustnessMeasurement measured = Robustness.measure(trial, vae, test);
    List<DamageAt> damages = measured.damages();
    assertThat(damages).hasSize(10);
    Images images = Images.of(test, new RandomStream(seed), 25);
    Damage objective = Damage.ofMeans(Subject.of(vae, images));
    for (int i = 0; i < damages.size(); i++) {
      DamageAt here = damages.get(i);
      if (i % 5 > 0) {
        assertThat(here.damage()).isGreaterThanOrEqualTo(damages.get(i - 1).damage());
        assertThat(here.sampledDamage()).isGreaterThanOrEqualTo(damages.get(i - 1).sampledDamage());
      }
      assertThat(here.damage()).isGreaterThanOrEqualTo(simple(objective, images, here.region(), 1));
      assertThat(here.damage()).isGreaterThanOrEqualTo(simple(objective, images, here.region(), 2));
    }
    for (int i = 0; i < 5; i++) {
      // the box takes choice away; both are local searches, so a little may be lost in each
      assertThat(damages.get(i + 5).damage()).isLessThanOrEqualTo(1.02 * damages.get(i).damage());
    }
  }

  /** One random direction per image, or with two rounds one gradient step from it. */
  private static double simple(Objective objective, Images images, Region region, int rounds) {
    double sum = 0;
    for (int image = 0; image < images.count(); image++) {
      double[] start = Vectors.row(data(77, images.count()).values(), image, FEATURES);
      Vectors.scale(region.radius() / Vectors.norm(start), start);
      Climber climber = new GradientClimber(images, image, region, start);
      Search.run(objective, images, List.of(climber), rounds);
      sum += Math.sqrt(climber.best().value());
    }
    return sum / images.count();
  }

  @Test
  void gradientOfSampledDamageIsItsDifferenceQuotient() {
    TrainedVae vae =
        new TrainedVae(
            random(1, 1, FEATURES, 16, 3),
            Optional.of(random(2, 1, FEATURES, 16, 3)),
            random(3, 1, 3, 16, FEATURES),
            EncoderVariance.learned(),
            List.of(),
            "");
    Subject subject = Subject.of(vae, Images.of(data(4, 2), new RandomStream(5), 2));
    int[] images = {0, 1};
    for (Objective objective :
        List.of(Damage.ofSamples(subject, 5, new RandomStream(6)), new Closeness(subject))) {
      float[] points = data(7, 2).values();
      float[] gradients = objective.at(images, points).gradients();
      for (int i = 0; i < points.length; i++) {
        float[] up = points.clone();
        float[] down = points.clone();
        up[i] += 0x1p-7f;
        down[i] -= 0x1p-7f;
        int row = i / FEATURES;
        double slope =
            (objective.at(images, up).values()[row] - objective.at(images, down).values()[row])
                / 0x1p-6;
        // the third derivative times the squared step, and single precision over the step
        assertThat((double) gradients[i]).isCloseTo(slope, within(2e-3 * (1 + Math.abs(slope))));
      }
    }
  }

  @Test
  void constantModelIsNeverMoved() {
    TrainedVae vae =
        vae(diagonal(FEATURES, 3, new float[] {0}), diagonal(3, FEATURES, DECODER), 1e-6);
    RobustnessMeasurement measured =
        Robustness.measure(trial(1, EncoderVariance.fixed(1e-6)), vae, data(1, 30));
    assertThat(measured.stability()).allSatisfy(s -> assertThat(s.encoder()).isZero());
    assertThat(measured.damages()).allSatisfy(d -> assertThat(d.damage()).isZero());
    assertThat(measured.exhausted()).isEqualTo(1);
    assertThat(measured.restrictedMargin()).isCloseTo(6, within(1e-12));
    assertThat(measured.bound()).isEmpty();
  }

  @Test
  void noiseThatMovesTooFarLeavesNoMargin() {
    RobustnessMeasurement measured =
        Robustness.measure(trial(1, EncoderVariance.fixed(1e4)), linear(1e4), data(1, 30));
    assertThat(measured.restrictedMargin()).isZero();
    assertThat(measured.bound()).isEmpty();
  }

  @Test
  void sameSeedsGiveTheSameBits() {
    TrainedVae vae = vae(random(1, 2, FEATURES, 16, 3), random(2, 2, 3, 16, FEATURES), 0.1);
    Trial trial = trial(3, EncoderVariance.fixed(0.1));
    assertThat(Robustness.measure(trial, vae, data(1, 30)))
        .isEqualTo(Robustness.measure(trial, vae, data(1, 30)));
  }
}
