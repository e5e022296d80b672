package org.harmonicsweep.metrics.lipschitz;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.JacobianAscent.Climber;
import org.harmonicsweep.metrics.lipschitz.Linearisation.Steepest;
import org.harmonicsweep.metrics.lipschitz.Linearisations.Gradients;

/**
 * Several ascents of ‖J(x) v‖ at once, in step, so that each matrix is read once for all.
 *
 * <p>In turn v takes a step of the power method and x one along the exact gradient, kept if the
 * slope does not fall; its length grows by half after a success, up to a bound, and is halved after
 * a failure. After each stretch the flatter half is given up, until few are left, which end when
 * the steepest has hardly gained.
 */
final class Ascent {
  private static final int MOST_STRETCHES = 16;

  /** Steps after which the gain is looked at, and the flatter half is given up. */
  private static final int STRETCH = 25;

  /** Ascents that are followed to the end. */
  private static final int FEWEST = 4;

  /** Gain over a stretch, relative to the steepest, below which going on is not worth it. */
  private static final double LEAST_GAIN = 1e-3;

  private final DoubleNetwork network;
  private final double longest;
  private final UnaryOperator<double[]> inside;
  private final DoubleKernels kernels = DoubleKernels.create();
  private final DoubleMatrix points;
  private final DoubleMatrix directions;
  private final double[] slopes;
  private final double[] lengths;
  private final Linearisations here;

  private Ascent(
      DoubleNetwork network, List<Climber> starts, double longest, UnaryOperator<double[]> inside) {
    this.network = network;
    this.longest = longest;
    this.inside = inside;
    this.points = DoubleMatrix.ofRows(starts.stream().map(Climber::point).toList());
    this.directions =
        DoubleMatrix.ofRows(starts.stream().map(start -> start.steepest().direction()).toList());
    this.slopes = starts.stream().mapToDouble(Climber::slope).toArray();
    this.lengths = new double[starts.size()];
    Arrays.fill(lengths, 0.1 * longest);
    this.here = Linearisations.of(network, points, kernels);
  }

  /**
   * Begins ascents that may go anywhere.
   *
   * @param starts at least one
   * @param longest step
   */
  static Ascent of(DoubleNetwork network, List<Climber> starts, double longest) {
    return new Ascent(network, starts, longest, UnaryOperator.identity());
  }

  /**
   * Begins ascents in a ball: each step that leaves it ends at the point of the ball on its ray
   * from the centre.
   *
   * @param starts at least one, in the ball
   */
  static Ascent within(LatentBall ball, DoubleNetwork network, List<Climber> starts) {
    return new Ascent(network, starts, ball.radius(), ball::nearest);
  }

  /** Returns where the ascents end that are followed to the end, the steepest first. */
  List<Climber> climbed() {
    Ascent ascent = this;
    double steepest = 0;
    for (int stretch = 0; stretch < MOST_STRETCHES; stretch++) {
      double now = Arrays.stream(ascent.slopes).max().orElseThrow();
      if (!(now > steepest * (1 + LEAST_GAIN))) {
        break;
      }
      steepest = now;
      for (int i = 0; i < STRETCH; i++) {
        ascent.step();
      }
      ascent = ascent.ofTheSteepest(Math.max(FEWEST, ascent.slopes.length / 2));
    }
    return ascent.order().mapToObj(ascent::climber).toList();
  }

  /** Returns the ascents by slope, the steepest first. */
  private IntStream order() {
    return IntStream.range(0, slopes.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -slopes[i]))
        .mapToInt(Integer::intValue);
  }

  private Ascent ofTheSteepest(int count) {
    if (count >= slopes.length) {
      return this;
    }
    int[] kept = order().limit(count).toArray();
    Ascent fewer =
        new Ascent(network, Arrays.stream(kept).mapToObj(this::climber).toList(), longest, inside);
    Arrays.setAll(fewer.lengths, i -> lengths[kept[i]]);
    return fewer;
  }

  private Climber climber(int i) {
    return new Climber(points.row(i), new Steepest(slopes[i], directions.row(i)));
  }

  private void step() {
    Gradients gradients = here.gradients(directions);
    DoubleMatrix trials = points.copy();
    for (int i = 0; i < slopes.length; i++) {
      double[] byPoint = gradients.byPoint().row(i);
      double length = Vectors.norm(byPoint);
      if (length > 0 && Double.isFinite(length)) {
        double[] trial = points.row(i);
        Vectors.add(lengths[i] / length, byPoint, trial);
        trials.setRow(i, inside.apply(trial));
        double[] direction = gradients.byDirection().row(i);
        Vectors.scale(1 / Vectors.norm(direction), direction);
        directions.setRow(i, direction);
      }
    }
    Linearisations there = Linearisations.of(network, trials, kernels);
    DoubleMatrix images = there.times(directions);
    for (int i = 0; i < slopes.length; i++) {
      double found = Vectors.norm(images.row(i));
      if (found >= slopes[i]) {
        points.setRow(i, trials.row(i));
        slopes[i] = found;
        here.takeRow(i, there);
        lengths[i] = Math.min(1.5 * lengths[i], longest);
      } else {
        lengths[i] /= 2;
      }
    }
  }
}
