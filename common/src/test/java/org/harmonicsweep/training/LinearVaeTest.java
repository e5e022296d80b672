package org.harmonicsweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Training;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Linear models on linear-Gaussian data against their closed forms.
 *
 * <p>Per principal axis with standard deviation s, decoder gain w and encoder gain c. The data are
 * normal draws made to have exactly the stated covariance, so the formulas take the sample's own.
 * The axes are the features: decoder gain i is the norm of the decoder's weights to feature i, and
 * encoder gain i that of the encoder's weights from it, whatever the rotation of the latent space.
 */
class LinearVaeTest {
  private static final double[] DEVIATIONS = {2, 1.3, 0.3};

  /**
   * Adam's steps never shrink, so the gains jitter about their optimum: at this rate and batch by
   * less than 1 %, and flat directions by up to 0.01.
   */
  private static final double RELATIVE = 0.02;

  private static final double ABSOLUTE = 0.01;
  private static final double ZERO = 0.05;

  private static final Training TRAINING = new Training(8000, 512, 2e-3);
  private static final DataSplit DATA = data();

  @ParameterizedTest
  @CsvSource({"0.25, 1", "1, 0.5", "0.04, 2"})
  void fixedVarianceReachesItsClosedForm(double variance, double klWeight) {
    TrainedVae vae = train(EncoderVariance.fixed(variance), klWeight, InputNoise.denoising(0));
    double sigma = Math.sqrt(variance);
    double root = Math.sqrt(klWeight);
    for (int i = 0; i < DEVIATIONS.length; i++) {
      double s = DEVIATIONS[i];
      if (s <= sigma * root) {
        assertDropped(vae, i);
      } else {
        double w = Math.sqrt(s * root / sigma - klWeight);
        double c = Math.sqrt(sigma / (s * root) - variance / (s * s));
        assertGains(vae, i, w, c);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "0.5"})
  void learnedVarianceReachesItsClosedForm(double klWeight) {
    TrainedVae vae = train(EncoderVariance.learned(), klWeight, InputNoise.denoising(0));
    for (int i = 0; i < DEVIATIONS.length; i++) {
      double s = DEVIATIONS[i];
      if (s * s <= klWeight) {
        assertDropped(vae, i);
      } else {
        double w = Math.sqrt(s * s - klWeight);
        assertGains(vae, i, w, w / (s * s));
      }
    }
    double[] expected =
        Arrays.stream(DEVIATIONS).map(s -> Math.min(1, klWeight / (s * s))).sorted().toArray();
    double[] found = variances(vae);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(2 * RELATIVE * expected[i] + ABSOLUTE));
    }
  }

  @ParameterizedTest
  @CsvSource({"CLEAN, 1", "NOISY, 1", "CLEAN, 0.5", "NOISY, 0.5"})
  void inputNoiseReachesItsClosedForm(InputNoise.Target target, double tau) {
    double sigma = 0.5;
    TrainedVae vae = train(EncoderVariance.fixed(sigma * sigma), 1, new InputNoise(tau, target));
    for (int i = 0; i < DEVIATIONS.length; i++) {
      double s = DEVIATIONS[i];
      double total = Math.sqrt(s * s + tau * tau);
      double product =
          target == InputNoise.Target.CLEAN
              ? (s * s - total * sigma) / (total * total)
              : 1 - sigma / total;
      if (product <= 0) {
        assertDropped(vae, i);
      } else {
        double w = Math.sqrt(product * total / sigma);
        assertGains(vae, i, w, Math.sqrt(product * sigma / total));
      }
    }
  }

  private static void assertGains(TrainedVae vae, int axis, double w, double c) {
    assertThat(decoderGain(vae, axis))
        .as("decoder gain of axis %d", axis)
        .isCloseTo(w, within(RELATIVE * w + ABSOLUTE));
    assertThat(encoderGain(vae, axis))
        .as("encoder gain of axis %d", axis)
        .isCloseTo(c, within(RELATIVE * c + ABSOLUTE));
  }

  private static void assertDropped(TrainedVae vae, int axis) {
    assertThat(decoderGain(vae, axis)).as("decoder gain of axis %d", axis).isLessThan(ZERO);
    assertThat(encoderGain(vae, axis)).as("encoder gain of axis %d", axis).isLessThan(ZERO);
  }

  private static double decoderGain(TrainedVae vae, int feature) {
    Layer layer = only(vae.decoder());
    return norm(
        IntStream.range(0, layer.inputs())
            .mapToDouble(j -> layer.weights()[j * layer.outputs() + feature]));
  }

  private static double encoderGain(TrainedVae vae, int feature) {
    Layer layer = only(vae.encoderMean());
    return norm(
        IntStream.range(0, layer.outputs())
            .mapToDouble(j -> layer.weights()[feature * layer.outputs() + j]));
  }

  /** Returns the encoder's variances at the mean of the data, in order of size. */
  private static double[] variances(TrainedVae vae) {
    float[] logarithms =
        vae.encoderLogVariance().orElseThrow().apply(new float[DEVIATIONS.length], 1);
    return IntStream.range(0, logarithms.length)
        .mapToDouble(i -> StrictMath.exp(logarithms[i]))
        .sorted()
        .toArray();
  }

  private static Layer only(Network network) {
    assertThat(network.layers()).hasSize(1);
    return network.layers().get(0);
  }

  private static double norm(DoubleStream values) {
    return Math.sqrt(values.map(value -> value * value).sum());
  }

  private static TrainedVae train(EncoderVariance variance, double klWeight, InputNoise noise) {
    Architecture linear = Architecture.dense("linear", List.of(), List.of(), Activation.LINEAR);
    Model model = new Model(linear, 3, Likelihood.GAUSSIAN, variance, klWeight, noise);
    return Trials.trained(Trainer.train(Trials.trial(model, TRAINING, DATA), DATA));
  }

  /** Returns normal draws, centred and made orthogonal, with exactly the stated deviations. */
  private static DataSplit data() {
    int samples = TRAINING.batch();
    RandomStream stream = new RandomStream(1);
    double[][] axes = new double[DEVIATIONS.length][];
    for (int i = 0; i < axes.length; i++) {
      long first = (long) i * samples;
      axes[i] = IntStream.range(0, samples).mapToDouble(k -> stream.normal(first + k)).toArray();
      double mean = Arrays.stream(axes[i]).average().orElseThrow();
      axes[i] = Arrays.stream(axes[i]).map(value -> value - mean).toArray();
      for (int j = 0; j < i; j++) {
        axes[i] = plus(axes[i], -dot(axes[i], axes[j]) / dot(axes[j], axes[j]), axes[j]);
      }
    }
    float[] values = new float[samples * axes.length];
    for (int i = 0; i < axes.length; i++) {
      double scale = DEVIATIONS[i] / Math.sqrt(dot(axes[i], axes[i]) / samples);
      for (int k = 0; k < samples; k++) {
        values[k * axes.length + i] = (float) (scale * axes[i][k]);
      }
    }
    Dataset training = new Dataset(samples, axes.length, values);
    return Trials.split(training, new Dataset(1, axes.length, new float[axes.length]));
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double[] plus(double[] a, double factor, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + factor * b[i]).toArray();
  }
}
