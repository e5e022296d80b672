package org.harmonicsweep.metrics.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.theory.LinearVae.Gains;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Training;

/**
 * The modes of an affine model: singular values and directions of its decoder, and what the encoder
 * and the data do along them.
 *
 * <p>From the eigenvectors of DᵀD, D the decoder's matrix of shape {@code [features, latent]}; with
 * nothing but +, −, ·, / and √ behind them (EJML's implicit symmetric QR), the bits are the same
 * everywhere.
 */
final class MeasuredModes {
  /** Part of the greatest gain below which single precision says nothing of a direction. */
  static final double RESOLUTION = 1e-6;

  /** Relative distance from the optimum that Adam keeps at a constant rate, and twice over. */
  private static final double TREMBLING = 0.05;

  /** Steps of Adam that a flat direction, such as that of a dropped mode, is off. */
  private static final double STEPS = 25;

  private final Dataset training;
  private final double learningRate;
  private final double[][] decoder;
  private final double[][] encoder;
  private final double[] variances;
  private final double[] gains;
  private final double[][] directions;

  /** Creates the modes of a model whose networks are affine. */
  MeasuredModes(TrainedVae vae, DataSplit data, Training rates) {
    training = data.training();
    learningRate = rates.learningRate();
    int latent = vae.decoder().inputs();
    decoder = rows(vae.decoder()::jvp, latent, vae.decoder());
    encoder = rows(vae.encoderMean()::vjp, latent, vae.encoderMean());
    variances = PosteriorVariance.byAxis(vae, data.test());
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(latent, true, true);
    if (!decomposition.decompose(gram(decoder))) {
      throw new IllegalStateException("no eigenvectors of " + latent + " latent axes");
    }
    int[] order =
        IntStream.range(0, latent)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -decomposition.getEigenvalue(i).getReal()))
            .mapToInt(i -> i)
            .toArray();
    gains = new double[latent];
    directions = new double[latent][];
    for (int k = 0; k < latent; k++) {
      gains[k] = Math.sqrt(Math.max(0, decomposition.getEigenvalue(order[k]).getReal()));
      directions[k] = decomposition.getEigenVector(order[k]).data.clone();
    }
  }

  private interface Derivative {
    float[] apply(float[] x, float[] vectors, int rows);
  }

  /** Returns the products of an affine map's matrix with each latent unit vector. */
  private static double[][] rows(Derivative derivative, int latent, Network network) {
    float[] axes = new float[latent * latent];
    for (int j = 0; j < latent; j++) {
      axes[j * latent + j] = 1;
    }
    float[] products = derivative.apply(new float[latent * network.inputs()], axes, latent);
    int length = products.length / latent;
    double[][] rows = new double[latent][length];
    for (int i = 0; i < products.length; i++) {
      rows[i / length][i % length] = products[i];
    }
    return rows;
  }

  private static DMatrixRMaj gram(double[][] rows) {
    DMatrixRMaj gram = new DMatrixRMaj(rows.length, rows.length);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        double product = Vectors.dot(rows[i], rows[j]);
        gram.set(i, j, product);
        gram.set(j, i, product);
      }
    }
    return gram;
  }

  /** Returns every number of every predicted mode. */
  List<ModeMeasurement> against(LinearModes predicted) {
    List<ModeMeasurement> measurements = new ArrayList<>();
    for (int k = 0; k < predicted.gains().size(); k++) {
      Gains theory = predicted.gains().get(k);
      boolean isKept = theory.decoder() > 0;
      boolean isResolved = gains[k] > RESOLUTION * gains[0];
      double[] along = isResolved ? along(k) : new double[0];
      double[] encoded = isResolved ? encoded(along) : new double[0];
      int mode = k + 1;
      Numbers numbers = new Numbers(mode, learningRate, measurements);
      numbers.add("decoder_gain", OptionalDouble.of(gains[k]), OptionalDouble.of(theory.decoder()));
      numbers.add(
          "encoder_gain",
          when(isResolved, Math.sqrt(Vectors.dot(encoded, encoded))),
          OptionalDouble.of(theory.encoder()));
      numbers.add(
          "reconstruct_gain",
          when(isResolved, isResolved ? gains[k] * Vectors.dot(directions[k], encoded) : 0),
          OptionalDouble.of(theory.reconstruct()));
      numbers.add(
          "posterior_variance",
          OptionalDouble.of(posteriorVariance(k)),
          OptionalDouble.of(predicted.posteriorVariances().get(k)));
      numbers.add(
          "data_variance",
          when(isResolved, isResolved ? dataVariance(along) : 0),
          when(isKept, predicted.variances().get(k)));
    }
    return List.copyOf(measurements);
  }

  private static OptionalDouble when(boolean isDefined, double value) {
    return isDefined ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** Returns u = D v / w. */
  private double[] along(int k) {
    double[] along = new double[decoder[0].length];
    for (int j = 0; j < decoder.length; j++) {
      for (int i = 0; i < along.length; i++) {
        along[i] += decoder[j][i] * directions[k][j] / gains[k];
      }
    }
    return along;
  }

  private double[] encoded(double[] along) {
    return IntStream.range(0, encoder.length)
        .mapToDouble(j -> Vectors.dot(encoder[j], along))
        .toArray();
  }

  private double posteriorVariance(int k) {
    double variance = 0;
    for (int j = 0; j < variances.length; j++) {
      variance += directions[k][j] * directions[k][j] * variances[j];
    }
    return variance;
  }

  private double dataVariance(double[] along) {
    double sum = 0;
    double squares = 0;
    for (int sample = 0; sample < training.samples(); sample++) {
      double coordinate = 0;
      for (int i = 0; i < along.length; i++) {
        coordinate += along[i] * training.values()[sample * along.length + i];
      }
      sum += coordinate;
      squares += coordinate * coordinate;
    }
    double mean = sum / training.samples();
    return Math.max(0, squares / training.samples() - mean * mean);
  }

  /** Collects the numbers of one mode. */
  private record Numbers(int mode, double learningRate, List<ModeMeasurement> all) {
    void add(String quantity, OptionalDouble measured, OptionalDouble theory) {
      double size = theory.isPresent() ? Math.abs(theory.getAsDouble()) : 0;
      all.add(
          new ModeMeasurement(
              mode, quantity, measured, theory, TREMBLING * size + STEPS * learningRate));
    }
  }
}
