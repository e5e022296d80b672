package org.harmonicsweep.jobs.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Tables of blocks as trials would leave them, with an effect that is known. */
record Samples(List<Double> levels, int replicates, int settings, DoubleUnaryOperator response) {
  /** Deviation of what the trials of a replicate share, and of what each has for itself. */
  private static final double SHARED = 0.5;

  private static final double OWN = 0.2;

  static final List<Double> VARIANCES = List.of(0.01, 0.04, 0.25, 1.0);

  /** Returns tables whose logarithms follow a slope against that of the level. */
  static Samples sloped(double slope, int replicates, int settings) {
    return new Samples(VARIANCES, replicates, settings, x -> slope * x);
  }

  /**
   * Returns one table. Replicates differ by what they share over all cells, settings by what their
   * slope has of its own in a replicate, trials by noise.
   */
  List<List<Block>> draw(SplittableRandom random) {
    List<List<Block>> table = new ArrayList<>();
    for (int replicate = 0; replicate < replicates; replicate++) {
      double shared = SHARED * random.nextGaussian();
      double steeper = OWN / 2 * random.nextGaussian();
      List<Block> blocks = new ArrayList<>();
      for (int setting = 0; setting < settings; setting++) {
        blocks.add(block(shared + setting, steeper, random));
      }
      table.add(blocks);
    }
    return table;
  }

  /** Returns the slope of one replicate, as a claim takes it. */
  static double[] slopes(List<List<Block>> table) {
    return table.stream()
        .mapToDouble(
            blocks ->
                blocks.stream().mapToDouble(b -> b.slope().orElseThrow()).average().orElseThrow())
        .toArray();
  }

  private Block block(double height, double steeper, SplittableRandom random) {
    List<Block.Point> points = new ArrayList<>();
    for (double level : levels) {
      double x = StrictMath.log(level);
      double tilt = response.applyAsDouble(1) == 0 ? 0 : steeper * x;
      double y = height + response.applyAsDouble(x) + tilt + OWN * random.nextGaussian();
      points.add(new Block.Point(StrictMath.exp(y), x, y));
    }
    return new Block(levels, points);
  }
}
