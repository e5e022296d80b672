package org.harmonicsweep.metrics.robustness;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Likelihood;
import org.hipparchus.util.FastMath;

/**
 * The likelihood ln p(x | z) of clean images under the codes z = μ(x̃) of other inputs, in nats,
 * constants included.
 */
final class LogLikelihood {
  private final Subject subject;
  private final Likelihood likelihood;
  private final Network linear;

  LogLikelihood(Subject subject, Likelihood likelihood) {
    this.subject = subject;
    this.likelihood = likelihood;
    List<Layer> layers = new ArrayList<>(subject.vae().decoder().layers());
    Layer last = layers.remove(layers.size() - 1);
    layers.add(Layer.of(last.shape(), last.weights(), last.biases(), Activation.LINEAR));
    this.linear = Network.of(layers);
  }

  /**
   * Evaluates each row.
   *
   * @param images the clean image of each row
   * @param inputs what is encoded, shape {@code [images.length, features]}
   */
  double[] of(int[] images, float[] inputs) {
    int rows = images.length;
    int features = subject.images().features();
    float[] z = subject.vae().encoderMean().apply(inputs, rows);
    float[] outputs = linear.apply(z, rows);
    double[] sums = new double[rows];
    for (int i = 0; i < outputs.length; i++) {
      int row = i / features;
      double x = subject.images().values()[images[row] * features + i % features];
      sums[row] +=
          likelihood == Likelihood.GAUSSIAN ? normal(x, outputs[i]) : bernoulli(x, outputs[i]);
    }
    return sums;
  }

  private static double normal(double x, double mean) {
    return -0.5 * (x - mean) * (x - mean) - 0.5 * FastMath.log(2 * Math.PI);
  }

  /** The cross-entropy in the form that does not overflow. */
  private static double bernoulli(double x, double logit) {
    return x * logit - Math.max(logit, 0) - FastMath.log1p(FastMath.exp(-Math.abs(logit)));
  }
}
