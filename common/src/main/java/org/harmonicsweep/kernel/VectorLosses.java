package org.harmonicsweep.kernel;

import java.util.List;
import java.util.function.Consumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The larger elementwise kernels, in passes over blocks that stay in the cache. */
final class VectorLosses {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = 512;

  private final float[] decays = new float[BLOCK];

  // Three implementations behind one call, which the compiler therefore cannot inline: merged into
  // one method the loops would lose their registers (see VectorElementary).
  private final List<Consumer<Entropy>> passes =
      List.of(this::writeDecays, this::writeLosses, this::writeGradient);

  /** The operands of {@link Kernels#crossEntropy}. */
  private record Entropy(Matrix target, float scale, Matrix logits, Matrix losses) {
    Entropy part(int from, int count) {
      return new Entropy(
          target.part(from, count), scale, logits.part(from, count), losses.part(from, count));
    }
  }

  /** {@link Kernels#crossEntropy} on the first {@code count} elements, a multiple of the lanes. */
  void crossEntropy(Matrix target, float scale, Matrix logits, Matrix losses, int count) {
    Entropy all = new Entropy(target, scale, logits, losses);
    for (int done = 0; done < count; done += BLOCK) {
      Entropy block = all.part(done, Math.min(BLOCK, count - done));
      for (Consumer<Entropy> pass : passes) {
        pass.accept(block);
      }
    }
  }

  private void writeDecays(Entropy block) {
    Matrix logits = block.logits();
    for (int i = 0; i < logits.size(); i += LANES) {
      VectorElementary.exp(vector(logits, i).abs().neg()).intoArray(decays, i);
    }
  }

  private void writeLosses(Entropy block) {
    Matrix losses = block.losses();
    for (int i = 0; i < losses.size(); i += LANES) {
      FloatVector logit = vector(block.logits(), i);
      FloatVector positive = logit.blend(0, logit.compare(VectorOperators.LE, 0));
      FloatVector decay = FloatVector.fromArray(SPECIES, decays, i);
      logit
          .neg()
          .fma(vector(block.target(), i), positive)
          .add(VectorElementary.log1pOfUnit(decay))
          .intoArray(losses.values(), losses.offset() + i);
    }
  }

  private void writeGradient(Entropy block) {
    Matrix logits = block.logits();
    for (int i = 0; i < logits.size(); i += LANES) {
      FloatVector decay = FloatVector.fromArray(SPECIES, decays, i);
      VectorElementary.logisticOfDecay(vector(logits, i), decay)
          .sub(vector(block.target(), i))
          .mul(block.scale())
          .intoArray(logits.values(), logits.offset() + i);
    }
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

  private static FloatVector vector(Matrix from, int element) {
    return FloatVector.fromArray(SPECIES, from.values(), from.offset() + element);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
