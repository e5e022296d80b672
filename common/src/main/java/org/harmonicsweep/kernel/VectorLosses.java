package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of losses and optimiser. */
final class VectorLosses {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorLosses() {}

  /** Operand 0 is the output, 1 the target, 2 the losses; the factor scales the derivative. */
  static void squaredError(VectorOperands o) {
    float[] output = o.values[0];
    float[] losses = o.values[2];
    float scale = o.factor;
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector error = o.vector(0, i).sub(o.vector(1, i));
      error.mul(0.5f).mul(error).intoArray(losses, o.at[2] + i);
      error.mul(scale).intoArray(output, o.at[0] + i);
    }
  }

  // The cross-entropy is three loops over a block that stays in the cache: one would be more than
  // the compiler of JDK 17 keeps in registers.

  /** Operand 0 is the logits; operand 3 becomes exp(−|logit|). */
  static void entropyDecays(VectorOperands o) {
    float[] decays = o.values[3];
    int at = o.at[3];
    for (int i = 0; i < o.count; i += LANES) {
      VectorElementary.exp(o.vector(0, i).abs().neg()).intoArray(decays, at + i);
    }
  }

  /** Operand 0 is the logits, 1 the target, 3 the decays; operand 2 becomes the losses. */
  static void entropyLosses(VectorOperands o) {
    float[] losses = o.values[2];
    int at = o.at[2];
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector logit = o.vector(0, i);
      FloatVector positive = logit.blend(0, logit.compare(VectorOperators.LE, 0));
      logit
          .neg()
          .fma(o.vector(1, i), positive)
          .add(VectorElementary.log1pOfUnit(o.vector(3, i)))
          .intoArray(losses, at + i);
    }
  }

  /** Operand 1 is the target, 3 the decays; operand 0, the logits, becomes the derivative. */
  static void entropyGradient(VectorOperands o) {
    float[] logits = o.values[0];
    int at = o.at[0];
    float scale = o.factor;
    for (int i = 0; i < o.count; i += LANES) {
      VectorElementary.logisticOfDecay(o.vector(0, i), o.vector(3, i))
          .sub(o.vector(1, i))
          .mul(scale)
          .intoArray(logits, at + i);
    }
  }

  /**
   * Operand 0 is the parameters, 1 the gradient, 2 and 3 its running means; the factors are those
   * of {@link AdamStep}.
   */
  static void adam(VectorOperands o) {
    float[] parameters = o.values[0];
    float[] first = o.values[2];
    float[] second = o.values[3];
    FloatVector rate = all(o.factor);
    FloatVector scale = all(o.second);
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector gradient = o.vector(1, i);
      FloatVector m =
          o.vector(2, i).fma(all(AdamStep.KEEP_FIRST), gradient.mul(AdamStep.ADD_FIRST));
      FloatVector v =
          o.vector(3, i)
              .fma(all(AdamStep.KEEP_SECOND), gradient.mul(AdamStep.ADD_SECOND).mul(gradient));
      m.intoArray(first, o.at[2] + i);
      v.intoArray(second, o.at[3] + i);
      FloatVector change = m.mul(rate).div(v.sqrt().fma(scale, all(AdamStep.EPSILON)));
      o.vector(0, i).sub(change).intoArray(parameters, o.at[0] + i);
    }
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
