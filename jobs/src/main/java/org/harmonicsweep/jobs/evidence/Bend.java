package org.harmonicsweep.jobs.evidence;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A rise that turns into a fall within the range of a knob.
 *
 * <p>Each block gets a parabola by least squares; its slopes at the two ends of the range are
 * averaged over settings within a replicate. The rise must be seen at the low end and the fall at
 * the high end, each by Student's test over replicates (Lind and Mehlum, With or without U? Oxford
 * Bulletin of Economics and Statistics 2010): a bend alone would also fit a curve that levels off.
 *
 * @param first slopes at the low end, one per replicate
 * @param last slopes at the high end, one per replicate
 */
record Bend(double[] first, double[] last) {
  private static final int FEWEST_POINTS = 3;

  /** The slopes of a parabola at its ends. */
  private record Ends(double first, double last) {}

  /** Returns the bend of the replicates that have a block of three levels or more. */
  static Bend of(List<List<Block>> replicates) {
    List<List<Ends>> ends =
        replicates.stream()
            .map(blocks -> blocks.stream().map(Bend::ends).flatMap(Optional::stream).toList())
            .filter(found -> !found.isEmpty())
            .toList();
    return new Bend(
        ends.stream()
            .mapToDouble(e -> e.stream().mapToDouble(Ends::first).sum() / e.size())
            .toArray(),
        ends.stream()
            .mapToDouble(e -> e.stream().mapToDouble(Ends::last).sum() / e.size())
            .toArray());
  }

  /** Returns the slope at the low end. */
  Optional<Estimate> rise() {
    return Estimate.over(first);
  }

  /** Returns the slope at the high end. */
  Optional<Estimate> fall() {
    return Estimate.over(last);
  }

  /** Returns the one-sided probability of so clear a rise and fall, were one of them not there. */
  double claimed() {
    return Math.max(above(first), below(last));
  }

  /** Returns that of so clear a fall at the low end or rise at the high end; two chances count. */
  double opposite() {
    return Math.min(1, 2 * Math.min(below(first), above(last)));
  }

  /** Returns the least that these can be: 1 without three levels in two replicates. */
  double attainable() {
    return first.length < 2 ? 1 : 0;
  }

  private static double below(double[] slopes) {
    double[] turned = new double[slopes.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = -slopes[i];
    }
    return above(turned);
  }

  /** Returns the probability of so high a mean, were it 0. */
  private static double above(double[] slopes) {
    if (slopes.length < 2) {
      return 1;
    }
    double mean = Bootstrap.mean(slopes);
    double squares = 0;
    for (double slope : slopes) {
      squares += (slope - mean) * (slope - mean);
    }
    if (squares == 0) {
      return mean > 0 ? 0 : 1;
    }
    int df = slopes.length - 1;
    double error = Math.sqrt(squares / df / slopes.length);
    return new TDistribution(df).cumulativeProbability(-mean / error);
  }

  private static Optional<Ends> ends(Block block) {
    List<Block.Point> points = block.sound();
    int n = points.size();
    if (n < FEWEST_POINTS) {
      return Optional.empty();
    }
    double centre = points.stream().mapToDouble(Block.Point::x).sum() / n;
    double spread = 0;
    double height = points.stream().mapToDouble(Block.Point::y).sum() / n;
    for (Block.Point point : points) {
      spread += (point.x() - centre) * (point.x() - centre) / n;
    }
    double linear = 0;
    double mixed = 0;
    double squared = 0;
    double linearY = 0;
    double squaredY = 0;
    for (Block.Point point : points) {
      double u = point.x() - centre;
      double v = u * u - spread;
      linear += u * u;
      mixed += u * v;
      squared += v * v;
      linearY += u * (point.y() - height);
      squaredY += v * (point.y() - height);
    }
    double determinant = linear * squared - mixed * mixed;
    double slope = (squared * linearY - mixed * squaredY) / determinant;
    double curvature = (linear * squaredY - mixed * linearY) / determinant;
    double low = points.get(0).x() - centre;
    double high = points.get(n - 1).x() - centre;
    return Optional.of(new Ends(slope + 2 * curvature * low, slope + 2 * curvature * high));
  }
}
