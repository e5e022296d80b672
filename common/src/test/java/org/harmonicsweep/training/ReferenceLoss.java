package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.network.ReferenceNetwork;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;

/** The loss of a batch in double precision, straight from the definition. */
final class ReferenceLoss {
  private final Model model;
  private final int features;
  private final int heads;

  ReferenceLoss(Model model, int features) {
    this.model = model;
    this.features = features;
    this.heads = model.encoderVariance().match(variance -> 1, () -> 2);
  }

  /** Returns the mean over the batch of reconstruction + β KL. */
  double at(double[] parameters, Vae.Batch batch) {
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      sum += sample(parameters, batch, row);
    }
    return sum / batch.rows();
  }

  private double sample(double[] parameters, Vae.Batch batch, int row) {
    int latent = model.latent();
    List<Integer> encoder = new ArrayList<>(List.of(features));
    encoder.addAll(model.architecture().encoder());
    encoder.add(heads * latent);
    List<Integer> decoder = new ArrayList<>(List.of(latent));
    decoder.addAll(model.architecture().decoder());
    decoder.add(features);
    double[] code = forward(parameters, 0, encoder, row(batch.input(), row));
    double[] noise = row(batch.noise(), row);
    double[] z = new double[latent];
    double kl = 0;
    for (int j = 0; j < latent; j++) {
      double logVariance =
          model.encoderVariance().value().isPresent()
              ? Math.log(model.encoderVariance().value().getAsDouble())
              : code[latent + j];
      z[j] = code[j] + Math.exp(logVariance / 2) * noise[j];
      kl += 0.5 * (code[j] * code[j] + Math.exp(logVariance) - 1 - logVariance);
    }
    double[] output = forward(parameters, size(encoder), decoder, z);
    return reconstruction(row(batch.target(), row), output) + model.klWeight() * kl;
  }

  private double reconstruction(double[] target, double[] output) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      if (model.likelihood() == Likelihood.GAUSSIAN) {
        sum += 0.5 * (target[i] - output[i]) * (target[i] - output[i]);
      } else {
        double p = 1 / (1 + Math.exp(-output[i]));
        sum -= target[i] * Math.log(p) + (1 - target[i]) * Math.log(1 - p);
      }
    }
    return sum;
  }

  private double[] forward(double[] parameters, int offset, List<Integer> widths, double[] x) {
    double[] y = x;
    int at = offset;
    for (int i = 1; i < widths.size(); i++) {
      int n = widths.get(i - 1);
      int m = widths.get(i);
      double[] next = new double[m];
      for (int j = 0; j < m; j++) {
        next[j] = parameters[at + n * m + j];
        for (int k = 0; k < n; k++) {
          next[j] += y[k] * parameters[at + k * m + j];
        }
        Activation activation =
            i < widths.size() - 1 ? model.architecture().activation() : Activation.LINEAR;
        next[j] = ReferenceNetwork.activate(activation, next[j]);
      }
      at += (n + 1) * m;
      y = next;
    }
    return y;
  }

  private static int size(List<Integer> widths) {
    int size = 0;
    for (int i = 1; i < widths.size(); i++) {
      size += (widths.get(i - 1) + 1) * widths.get(i);
    }
    return size;
  }

  private static double[] row(Matrix matrix, int row) {
    double[] values = new double[matrix.columns()];
    for (int j = 0; j < values.length; j++) {
      values[j] = matrix.values()[matrix.offset() + row * values.length + j];
    }
    return values;
  }
}
