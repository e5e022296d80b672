package org.harmonicsweep.metrics.robustness;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.harmonicsweep.kernel.Vectors;

/**
 * The curvature that the last moves have shown: the limited-memory approximation of an inverse
 * Hessian (Nocedal, "Updating quasi-Newton matrices with limited storage", Mathematics of
 * Computation 35, 1980).
 */
final class LimitedMemory {
  private static final int PAIRS = 8;
  private static final double LEAST_CURVATURE = 1e-8;

  private final Deque<Pair> pairs = new ArrayDeque<>();

  private record Pair(double[] move, double[] change) {
    double curvature() {
      return Vectors.dot(move, change);
    }

    boolean isPositive() {
      double sizes = Vectors.norm(move) * Vectors.norm(change);
      return sizes > 0 && curvature() > LEAST_CURVATURE * sizes;
    }

    Pair on(boolean[] free) {
      return new Pair(restricted(move, free), restricted(change, free));
    }
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  void forget() {
    pairs.clear();
  }

  /** Learns from a move and the change of the gradient; a pair without curvature is left out. */
  void learn(double[] move, double[] change) {
    Pair pair = new Pair(move, change);
    if (!pair.isPositive()) {
      return;
    }
    pairs.addLast(pair);
    if (pairs.size() > PAIRS) {
      pairs.removeFirst();
    }
  }

  /**
   * Returns the approximate inverse Hessian of the free variables times a vector, by the two loops
   * over the pairs.
   *
   * @param vector 0 where a variable is not free
   * @return 0 where a variable is not free
   */
  double[] inverseTimes(double[] vector, boolean[] free) {
    List<Pair> inUse = pairs.stream().map(pair -> pair.on(free)).filter(Pair::isPositive).toList();
    double[] result = vector.clone();
    double[] shares = new double[inUse.size()];
    for (int i = inUse.size() - 1; i >= 0; i--) {
      Pair pair = inUse.get(i);
      shares[i] = Vectors.dot(pair.move(), result) / pair.curvature();
      Vectors.add(-shares[i], pair.change(), result);
    }
    if (!inUse.isEmpty()) {
      Pair last = inUse.get(inUse.size() - 1);
      Vectors.scale(last.curvature() / Vectors.dot(last.change(), last.change()), result);
    }
    for (int i = 0; i < inUse.size(); i++) {
      Pair pair = inUse.get(i);
      double share = Vectors.dot(pair.change(), result) / pair.curvature();
      Vectors.add(shares[i] - share, pair.move(), result);
    }
    return result;
  }

  /** Returns a copy with 0 where a variable is not free. */
  static double[] restricted(double[] vector, boolean[] free) {
    double[] result = vector.clone();
    for (int i = 0; i < result.length; i++) {
      if (!free[i]) {
        result[i] = 0;
      }
    }
    return result;
  }
}
