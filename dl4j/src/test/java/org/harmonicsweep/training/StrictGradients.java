package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Trial;

/** The door through which tests reach the strict engine's gradients. */
public final class StrictGradients {
  private StrictGradients() {}

  /** Returns the model of a trial before its first step. */
  public static ModelInTraining model(Trial trial, DataSplit data) {
    return new TrainingRun(trial, data, Kernels.create()).model();
  }

  /** Returns the gradient of the first step's mean loss, by layer. */
  public static List<LayerParameters> ofFirstStep(Trial trial, DataSplit data) {
    Kernels kernels = Kernels.create();
    Minibatches minibatches = new Minibatches(kernels, trial, data.training());
    Vae vae = new Vae(kernels, trial.model(), trial.data().shape(), minibatches.rows());
    new InitialWeights(trial.seeds()).fill(vae);
    vae.differentiate(minibatches.batch(1), trial.model().klWeight());
    List<Chain.Layer> chain = new ArrayList<>(vae.encoderLayers());
    chain.addAll(vae.decoderLayers());
    return chain.stream()
        .map(
            layer ->
                new LayerParameters(
                    layer.shape(),
                    layer.activation(),
                    values(layer.weights().gradient()),
                    values(layer.biases().gradient())))
        .toList();
  }

  private static float[] values(Matrix matrix) {
    return Arrays.copyOfRange(
        matrix.values(), matrix.offset(), matrix.offset() + matrix.rows() * matrix.columns());
  }
}
