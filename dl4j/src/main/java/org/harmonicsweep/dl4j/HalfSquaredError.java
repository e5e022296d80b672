package org.harmonicsweep.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** ½ ‖x − x̂‖². */
final class HalfSquaredError extends BatchLoss {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray losses(INDArray target, INDArray output) {
    INDArray difference = output.sub(target);
    return difference.muli(difference).sum(true, 1).muli(0.5);
  }

  @Override
  INDArray slopes(INDArray target, INDArray output) {
    return output.sub(target);
  }
}
