package org.harmonicsweep.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** exp(a / 2): the standard deviation of a log-variance. */
final class Deviation extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return Transforms.exp(in.muli(0.5), false);
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    INDArray slope = Transforms.exp(in.muli(0.5), false).muli(0.5).muli(epsilon);
    return Pair.of(slope, null);
  }

  @Override
  public String toString() {
    return "deviation";
  }
}
