package org.harmonicsweep.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss of outputs that no activation follows, without masks.
 *
 * <p>Deeplearning4j's own losses are not taken: its cross-entropy clips probabilities at 1e-5, its
 * squares have no half.
 */
abstract class BatchLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  /**
   * Returns the loss of each sample, in nats.
   *
   * @param target shape {@code [rows, outputs]}
   * @param output of the same shape
   * @return shape {@code [rows, 1]}
   */
  abstract INDArray losses(INDArray target, INDArray output);

  /** Returns the derivative of the sum of losses by each output. */
  abstract INDArray slopes(INDArray target, INDArray output);

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double sum = losses(labels, preOutput).sumNumber().doubleValue();
    return average ? sum / preOutput.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return losses(labels, preOutput);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return slopes(labels, preOutput);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return Pair.of(
        computeScore(labels, preOutput, activation, mask, average), slopes(labels, preOutput));
  }

  @Override
  public String name() {
    return getClass().getSimpleName();
  }

  @Override
  public String toString() {
    return name();
  }
}
