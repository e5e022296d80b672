package org.harmonicsweep.dl4j;

import org.harmonicsweep.trial.EncoderVariance;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * β KL(q(z | x) ‖ N(0, I)) of the encoder's heads: means, then log-variances if learned.
 *
 * <p>KL = ½ Σ (μ² + σ² − 1 − log σ²); the target is not looked at.
 */
final class Divergence extends BatchLoss {
  private static final long serialVersionUID = 1L;

  private final EncoderVariance variance;
  private final double klWeight;

  Divergence(EncoderVariance variance, double klWeight) {
    this.variance = variance;
    this.klWeight = klWeight;
  }

  @Override
  INDArray losses(INDArray target, INDArray heads) {
    return variance
        .match(fixed -> fixedTerms(heads, fixed), () -> learnedTerms(heads))
        .sum(true, 1)
        .muli(0.5 * klWeight);
  }

  private static INDArray fixedTerms(INDArray means, double variance) {
    return means.mul(means).addi(variance - 1 - StrictMath.log(variance));
  }

  private static INDArray learnedTerms(INDArray heads) {
    INDArray means = means(heads);
    INDArray logVariances = logVariances(heads);
    return Transforms.exp(logVariances, true).subi(logVariances).subi(1).addi(means.mul(means));
  }

  @Override
  INDArray slopes(INDArray target, INDArray heads) {
    return variance.match(
        fixed -> heads.mul(klWeight),
        () ->
            Nd4j.concat(
                1,
                means(heads).mul(klWeight),
                Transforms.exp(logVariances(heads), true).subi(1).muli(0.5 * klWeight)));
  }

  private static INDArray means(INDArray heads) {
    return columns(heads, NDArrayIndex.interval(0, heads.columns() / 2));
  }

  private static INDArray logVariances(INDArray heads) {
    return columns(heads, NDArrayIndex.interval(heads.columns() / 2, heads.columns()));
  }

  private static INDArray columns(INDArray heads, INDArrayIndex columns) {
    return heads.get(NDArrayIndex.all(), columns);
  }
}
