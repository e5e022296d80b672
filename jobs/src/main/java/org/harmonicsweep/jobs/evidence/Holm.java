package org.harmonicsweep.jobs.evidence;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.stream.IntStream;

/** Holm, A simple sequentially rejective multiple test procedure, Scand. J. Statist. 1979. */
final class Holm {
  private Holm() {}

  /**
   * Returns p-values that may be compared with one level: the chance that any of the true
   * hypotheses is rejected stays below it, however the tests depend on each other.
   */
  static double[] adjusted(double... values) {
    List<Integer> order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(comparingDouble((Integer i) -> values[i]))
            .toList();
    double[] adjusted = new double[values.length];
    double greatest = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      greatest = Math.max(greatest, (order.size() - rank) * values[order.get(rank)]);
      adjusted[order.get(rank)] = Math.min(1, greatest);
    }
    return adjusted;
  }
}
