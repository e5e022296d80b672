package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.metrics.semidefinite.Effort;
import org.harmonicsweep.metrics.semidefinite.Semidefinite;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;
import org.harmonicsweep.metrics.semidefinite.SlopeProgram;
import org.harmonicsweep.metrics.semidefinite.Stage;

/**
 * LipSDP-Neuron for activations with slopes in [0, 1]: the least bound that multipliers of single
 * neurons can prove (Fazlyab, Robey, Hassani, Morari and Pappas, "Efficient and accurate estimation
 * of Lipschitz constants for deep neural networks", NeurIPS 2019).
 */
final class SemidefiniteBound {
  /**
   * Inputs and neurons of a network beyond which time and memory, cubic and square in it, are too
   * much: three layers of 256 with their inputs, some seconds of a core.
   */
  static final int LARGEST = 1024;

  /**
   * Inputs and neurons of an encoder with its decoder beyond which the product of their bounds has
   * to do: together they have twice the neurons and take twice the steps.
   */
  static final int LARGEST_COMPOSED = 512;

  /** The bound is within a ten-thousandth of the optimum after 8 to 13 steps, as a rule. */
  private static final Effort EFFORT = new Effort(1e-4, 60);

  private SemidefiniteBound() {}

  /**
   * Returns the bound without the matrices' powers of two; empty for a network without hidden
   * neurons, for one that is too large, and where rounding leaves no proof.
   *
   * @param matrices a chain, {@linkplain LayerChain#compressed compressed}
   * @param largest inputs and neurons that are not too many
   */
  static Optional<SlopeBound> of(List<BoundedMatrix> matrices, int largest) {
    int size = matrices.stream().mapToInt(matrix -> matrix.centre().numRows).sum();
    return matrices.size() < 2 || size > largest ? Optional.empty() : of(matrices, EFFORT);
  }

  static Optional<SlopeBound> of(List<BoundedMatrix> matrices, Effort effort) {
    return Semidefinite.bound(program(matrices), effort);
  }

  private static SlopeProgram program(List<BoundedMatrix> matrices) {
    List<Stage> stages = new ArrayList<>();
    int from = 0;
    for (BoundedMatrix matrix : matrices) {
      DMatrixRMaj centre = matrix.centre();
      DoubleMatrix weights = DoubleMatrix.of(centre.data, centre.numRows, centre.numCols);
      stages.add(Stage.within(matrix.radius(), weights.transposed().copy(), from));
      from += centre.numRows;
    }
    int last = matrices.size() - 1;
    return new SlopeProgram(
        matrices.get(0).centre().numRows, stages.subList(0, last), stages.get(last));
  }
}
