package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Units of the neurons in which what goes in and what comes out are equally large.
 *
 * <p>A neuron with a slope in [0, 1] may be scaled by s before it and by r after it if s r ≥ 1: the
 * slope of what is between is divided by s r and stays in [0, 1]. No bound that holds for all
 * slopes is invalidated, and those that treat all neurons of a layer alike, which Combettes and
 * Pesquet's and ECLipsE-Fast do, become tighter as a rule. In ten sweeps each s is the root of the
 * norm of the outgoing row over that of the incoming column.
 */
final class Balance {
  private static final int SWEEPS = 10;

  private Balance() {}

  /** Returns the chain in balanced units. */
  static List<BoundedMatrix> of(List<BoundedMatrix> matrices) {
    double[][] before = new double[matrices.size() - 1][];
    for (int layer = 0; layer < before.length; layer++) {
      before[layer] = ones(matrices.get(layer).centre().numCols);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int layer = 0; layer < before.length; layer++) {
        balance(matrices, before, layer);
      }
    }
    List<BoundedMatrix> balanced = new ArrayList<>();
    for (int i = 0; i < matrices.size(); i++) {
      DMatrixRMaj centre = matrices.get(i).centre();
      double[] rows = i == 0 ? ones(centre.numRows) : inverted(before[i - 1]);
      double[] columns = i == before.length ? ones(centre.numCols) : before[i];
      balanced.add(matrices.get(i).scaled(rows, columns));
    }
    return balanced;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Returns factors not below the inverses. */
  private static double[] inverted(double[] factors) {
    return Arrays.stream(factors).map(factor -> Math.nextUp(1 / factor)).toArray();
  }

  private static void balance(List<BoundedMatrix> matrices, double[][] before, int layer) {
    DMatrixRMaj in = matrices.get(layer).centre();
    DMatrixRMaj out = matrices.get(layer + 1).centre();
    double[] incoming = new double[in.numCols];
    double[] outgoing = new double[out.numRows];
    for (int i = 0; i < in.numRows; i++) {
      double factor = layer == 0 ? 1 : 1 / before[layer - 1][i];
      for (int k = 0; k < in.numCols; k++) {
        double entry = factor * in.get(i, k);
        incoming[k] += entry * entry;
      }
    }
    for (int k = 0; k < out.numRows; k++) {
      for (int j = 0; j < out.numCols; j++) {
        double entry = out.get(k, j) * (layer + 1 < before.length ? before[layer + 1][j] : 1);
        outgoing[k] += entry * entry;
      }
    }
    for (int k = 0; k < outgoing.length; k++) {
      double factor = Math.sqrt(Math.sqrt(outgoing[k] / incoming[k]));
      // dead neurons, and units so far apart that squares leave the double range, stay as they are
      before[layer][k] = factor > 0x1p-100 && factor < 0x1p100 ? factor : 1;
    }
  }
}
