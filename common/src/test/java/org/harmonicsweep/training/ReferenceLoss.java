package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.network.ReferenceAffine;
import org.harmonicsweep.network.ReferenceNetwork;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;

/** The loss of a batch in double precision, straight from the definition. */
final class ReferenceLoss {
  private final Model model;
  private final List<LayerShape> encoder;
  private final List<LayerShape> decoder;

  ReferenceLoss(Model model, SampleShape data) {
    this.model = model;
    Layout layout = Layout.of(model, data);
    this.encoder = new ArrayList<>(layout.encoder());
    this.encoder.add(layout.heads());
    this.decoder = layout.decoder();
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

  private double[] forward(double[] parameters, int offset, List<LayerShape> layers, double[] x) {
    double[] y = x;
    int at = offset;
    for (LayerShape layer : layers) {
      int weights = at;
      int biases = at + layer.weightRows() * layer.weightColumns();
      y =
          new ReferenceAffine(layer, i -> parameters[weights + i], i -> parameters[biases + i])
              .apply(y);
      if (layer != layers.get(layers.size() - 1)) {
        for (int j = 0; j < y.length; j++) {
          y[j] = ReferenceNetwork.activate(model.architecture().activation(), y[j]);
        }
      }
      at += (int) layer.parameters();
    }
    return y;
  }

  private static int size(List<LayerShape> layers) {
    return (int) layers.stream().mapToLong(LayerShape::parameters).sum();
  }

  private static double[] row(Matrix matrix, int row) {
    double[] values = new double[matrix.columns()];
    for (int j = 0; j < values.length; j++) {
      values[j] = matrix.values()[matrix.offset() + row * values.length + j];
    }
    return values;
  }
}
