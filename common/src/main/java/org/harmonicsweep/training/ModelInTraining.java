package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Trial;

/**
 * A model on its way through training, for an engine outside this package: the parameters to start
 * from, the batches of every step, and where the parameters go after an epoch.
 *
 * <p>Both are those of the strict engine, so that all engines start from the same point and see the
 * same samples and the same noise in the same order.
 */
public final class ModelInTraining {
  private final Trial trial;
  private final Vae vae;
  private final Minibatches minibatches;

  ModelInTraining(Trial trial, Vae vae, Minibatches minibatches) {
    this.trial = trial;
    this.vae = vae;
    this.minibatches = minibatches;
  }

  /**
   * What one step sees, as copies; row-major, one sample a row.
   *
   * @param input of the encoder, shape {@code [rows, features]}
   * @param target of the decoder, of the same shape
   * @param noise ε of the posterior's samples, shape {@code [rows, latent]}
   */
  public record Batch(float[] input, float[] target, float[] noise) {}

  /** Returns what is trained. */
  public Trial trial() {
    return trial;
  }

  /** Returns the sizes of all layers, in the order of {@link #layers}. */
  public Layout layout() {
    return Layout.of(trial.model(), trial.data().shape());
  }

  /** Returns the samples of a step. */
  public int rows() {
    return minibatches.rows();
  }

  /** Returns the steps of an epoch. */
  public int steps() {
    return minibatches.steps();
  }

  /**
   * Returns the batch of a step.
   *
   * @param step from 1 over all epochs
   */
  public Batch batch(long step) {
    Vae.Batch batch = minibatches.batch(step);
    return new Batch(values(batch.input()), values(batch.target()), values(batch.noise()));
  }

  /**
   * Returns copies of all layers: the encoder's hidden ones, the heads (columns: means, then
   * log-variances if learned), the decoder's, the output layer last.
   */
  public List<LayerParameters> layers() {
    return chain().stream()
        .map(
            layer ->
                new LayerParameters(
                    layer.shape(),
                    layer.activation(),
                    values(layer.weights().values()),
                    values(layer.biases().values())))
        .toList();
  }

  /** Replaces the parameters of all layers, in the order of {@link #layers}. */
  public void replace(List<LayerParameters> layers) {
    List<Chain.Layer> chain = chain();
    if (layers.size() != chain.size()) {
      throw new IllegalArgumentException(
          "%d layers were given for %d".formatted(layers.size(), chain.size()));
    }
    for (int i = 0; i < chain.size(); i++) {
      Chain.Layer to = chain.get(i);
      LayerParameters from = layers.get(i);
      if (!from.shape().equals(to.shape())) {
        throw new IllegalArgumentException(
            "layer %d is %s, was given %s".formatted(i, to.shape(), from.shape()));
      }
      write(from.weights(), to.weights().values());
      write(from.biases(), to.biases().values());
    }
  }

  private List<Chain.Layer> chain() {
    List<Chain.Layer> all = new ArrayList<>(vae.encoderLayers());
    all.addAll(vae.decoderLayers());
    return all;
  }

  private static float[] values(Matrix matrix) {
    return Arrays.copyOfRange(
        matrix.values(), matrix.offset(), matrix.offset() + matrix.rows() * matrix.columns());
  }

  private static void write(float[] values, Matrix matrix) {
    System.arraycopy(values, 0, matrix.values(), matrix.offset(), values.length);
  }
}
