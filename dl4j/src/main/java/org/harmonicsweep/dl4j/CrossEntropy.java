package org.harmonicsweep.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Σ softplus(a) − x a of logits a: the cross-entropy of Bernoulli means, exact for any logit. */
final class CrossEntropy extends BatchLoss {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray losses(INDArray target, INDArray output) {
    // softplus(a) = max(a, 0) + log(1 + exp(−|a|)) does not overflow
    INDArray small = Transforms.exp(Transforms.abs(output, true).negi(), false).addi(1);
    INDArray softplus = Transforms.log(small, false).addi(Transforms.max(output, 0, true));
    return softplus.subi(target.mul(output)).sum(true, 1);
  }

  @Override
  INDArray slopes(INDArray target, INDArray output) {
    return Transforms.sigmoid(output, true).subi(target);
  }
}
