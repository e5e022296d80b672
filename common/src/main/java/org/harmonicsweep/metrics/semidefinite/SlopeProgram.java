package org.harmonicsweep.metrics.semidefinite;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.DoubleMatrix;

/**
 * A network x, z_k = s_k (u_k · coordinates before), y = F · coordinates, whose slopes s_k may be
 * anything in [0, 1]: the steepest of these linear maps bounds its Lipschitz constant.
 *
 * @param inputs length of x
 * @param stages U of each layer of neurons in turn
 * @param output F, which reads up to the last coordinate
 */
public record SlopeProgram(int inputs, List<Stage> stages, Stage output) {
  private static final int BALANCING_SWEEPS = 10;

  public SlopeProgram {
    stages = List.copyOf(stages);
    int at = inputs;
    for (Stage stage : stages) {
      if (stage.to() != at) {
        throw new IllegalArgumentException(
            "a stage reads up to coordinate %d, not up to its own first, %d"
                .formatted(stage.to(), at));
      }
      at += stage.weights().rows();
    }
    if (output.to() != at) {
      throw new IllegalArgumentException(
          "the output reads up to coordinate %d of %d".formatted(output.to(), at));
    }
  }

  /** Returns the number of coordinates: inputs and neurons. */
  public int size() {
    return output.to();
  }

  /** Returns the number of neurons. */
  int neurons() {
    return size() - inputs;
  }

  /** Returns the same network without the neurons that no signal reaches or leaves; exact. */
  SlopeProgram pruned() {
    SlopeProgram program = this;
    while (true) {
      boolean[] kept = program.alive();
      int count = 0;
      for (boolean keeps : kept) {
        count += keeps ? 1 : 0;
      }
      if (count == kept.length) {
        return program;
      }
      program = program.with(kept);
    }
  }

  /** Weights known up to an error count as signals only if they are not 0. */
  private boolean[] alive() {
    boolean[] read = new boolean[size()];
    boolean[] reached = new boolean[size()];
    java.util.Arrays.fill(reached, 0, inputs, true);
    List<Stage> all = new ArrayList<>(stages);
    all.add(output);
    for (Stage stage : all) {
      for (int i = 0; i < stage.weights().rows(); i++) {
        for (int j = 0; j < stage.weights().columns(); j++) {
          if (stage.weights().at(i, j) != 0 || stage.error().isOpen(i, j)) {
            read[stage.from() + j] = true;
            if (stage.to() + i < size()) {
              reached[stage.to() + i] = true;
            }
          }
        }
      }
    }
    for (int k = 0; k < size(); k++) {
      read[k] = k < inputs || (read[k] && reached[k]);
    }
    return read;
  }

  private SlopeProgram with(boolean[] kept) {
    int[] places = new int[kept.length + 1];
    for (int k = 0; k < kept.length; k++) {
      places[k + 1] = places[k] + (kept[k] ? 1 : 0);
    }
    List<Stage> fewer = new ArrayList<>();
    for (Stage stage : stages) {
      boolean[] rows = java.util.Arrays.copyOfRange(kept, stage.to(), endOf(stage));
      Stage left = picked(stage, rows, kept, places);
      if (left.weights().rows() > 0) {
        fewer.add(left);
      }
    }
    boolean[] all = new boolean[output.weights().rows()];
    java.util.Arrays.fill(all, true);
    return new SlopeProgram(inputs, fewer, picked(output, all, kept, places));
  }

  private static int endOf(Stage stage) {
    return stage.to() + stage.weights().rows();
  }

  private static Stage picked(Stage stage, boolean[] rows, boolean[] kept, int[] places) {
    int count = 0;
    for (boolean row : rows) {
      count += row ? 1 : 0;
    }
    DoubleMatrix weights = DoubleMatrix.zeros(count, places[stage.to()] - places[stage.from()]);
    int to = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!rows[i]) {
        continue;
      }
      for (int j = 0; j < stage.weights().columns(); j++) {
        if (kept[stage.from() + j]) {
          int column = places[stage.from() + j] - places[stage.from()];
          weights.set(to, column, stage.weights().at(i, j));
        }
      }
      to++;
    }
    boolean[] columns = java.util.Arrays.copyOfRange(kept, stage.from(), stage.to());
    return new Stage(weights, places[stage.from()], stage.error().picked(rows, columns));
  }

  /**
   * Returns the same network with each neuron in units in which what goes in is about as large as
   * what comes out, powers of two, so that nothing is rounded.
   */
  SlopeProgram balanced() {
    SlopeProgram program = this;
    for (int sweep = 0; sweep < BALANCING_SWEEPS; sweep++) {
      for (int layer = 0; layer < stages.size(); layer++) {
        program = program.balanced(layer);
      }
    }
    return program;
  }

  private SlopeProgram balanced(int layer) {
    Stage own = stages.get(layer);
    int from = own.to();
    int count = own.weights().rows();
    double[] in = new double[count];
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < own.weights().columns(); j++) {
        in[i] += own.weights().at(i, j) * own.weights().at(i, j);
      }
      for (int later = layer + 1; later <= stages.size(); later++) {
        Stage stage = later < stages.size() ? stages.get(later) : output;
        for (int row = 0; row < stage.weights().rows() && from >= stage.from(); row++) {
          double weight = stage.weights().at(row, from - stage.from() + i);
          out[i] += weight * weight;
        }
      }
    }
    double[] factors = new double[count];
    for (int i = 0; i < count; i++) {
      double ratio = Math.sqrt(out[i] / in[i]);
      boolean sane = ratio > 0x1p-200 && ratio < 0x1p200;
      // the power of two nearest to the root of the ratio
      factors[i] = sane ? Math.scalb(1.0, Math.floorDiv(Math.getExponent(ratio) + 1, 2)) : 1;
    }
    return scaled(layer, factors);
  }

  private SlopeProgram scaled(int layer, double[] factors) {
    List<Stage> scaled = new ArrayList<>(stages);
    Stage own = stages.get(layer);
    DoubleMatrix rows = own.weights().copy();
    for (int i = 0; i < factors.length; i++) {
      for (int j = 0; j < rows.columns(); j++) {
        rows.set(i, j, rows.at(i, j) * factors[i]);
      }
    }
    scaled.set(layer, new Stage(rows, own.from(), own.error().times(factors)));
    for (int later = layer + 1; later < stages.size(); later++) {
      scaled.set(later, divided(stages.get(later), own.to(), factors));
    }
    return new SlopeProgram(inputs, scaled, divided(output, own.to(), factors));
  }

  private static Stage divided(Stage stage, int first, double[] factors) {
    if (first < stage.from()) {
      return stage;
    }
    DoubleMatrix weights = stage.weights().copy();
    for (int i = 0; i < weights.rows(); i++) {
      for (int k = 0; k < factors.length; k++) {
        int column = first - stage.from() + k;
        weights.set(i, column, weights.at(i, column) / factors[k]);
      }
    }
    return new Stage(weights, stage.from(), stage.error().divided(first - stage.from(), factors));
  }
}
