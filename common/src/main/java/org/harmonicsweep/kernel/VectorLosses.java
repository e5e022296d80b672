package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The larger elementwise kernels on one vector. */
final class VectorLosses {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private VectorLosses() {}

  /** {@link Kernels#crossEntropy} on the elements from {@code i} on. */
  static void crossEntropy(FloatVector x, float scale, Matrix logits, Matrix losses, int i) {
    FloatVector logit = FloatVector.fromArray(SPECIES, logits.values(), logits.offset() + i);
    FloatVector decay = VectorElementary.exp(logit.abs().neg());
    FloatVector positive =
        FloatVector.zero(SPECIES).blend(logit, logit.compare(VectorOperators.GT, 0));
    logit
        .neg()
        .fma(x, positive)
        .add(VectorElementary.log1pOfUnit(decay))
        .intoArray(losses.values(), losses.offset() + i);
    VectorElementary.logisticOfDecay(logit, decay)
        .sub(x)
        .mul(scale)
        .intoArray(logits.values(), logits.offset() + i);
  }

  /** {@link Kernels#adam} on the elements from {@code i} on; returns what to subtract. */
  static FloatVector adam(AdamStep step, FloatVector gradient, Matrix first, Matrix second, int i) {
    FloatVector m =
        FloatVector.fromArray(SPECIES, first.values(), first.offset() + i)
            .fma(all(AdamStep.KEEP_FIRST), gradient.mul(AdamStep.ADD_FIRST));
    FloatVector v =
        FloatVector.fromArray(SPECIES, second.values(), second.offset() + i)
            .fma(all(AdamStep.KEEP_SECOND), gradient.mul(AdamStep.ADD_SECOND).mul(gradient));
    m.intoArray(first.values(), first.offset() + i);
    v.intoArray(second.values(), second.offset() + i);
    return m.mul(step.rate()).div(v.sqrt().fma(all(step.scale()), all(AdamStep.EPSILON)));
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
