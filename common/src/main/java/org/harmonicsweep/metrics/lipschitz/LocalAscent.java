package org.harmonicsweep.metrics.lipschitz;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.JacobianAscent.Witness;
import org.harmonicsweep.metrics.lipschitz.Linearisation.Gradient;
import org.harmonicsweep.metrics.lipschitz.Linearisation.Steepest;

/**
 * The search for a point of a ball at which a network is steep.
 *
 * <p>All start points, moved into the ball, are screened. From the steepest few, point and
 * direction climb ‖J(x) v‖ in turn as in {@link JacobianAscent}, and each step that leaves the ball
 * ends at the point of the ball on its ray from the centre.
 */
final class LocalAscent {
  private static final int SCREENING_STEPS = 10;
  private static final int FINAL_STEPS = 200;
  private static final int CLIMBERS = 6;
  private static final int CLIMBS = 40;

  private final DoubleNetwork network;
  private final DoubleNetwork reduced;
  private final LatentBall ball;

  private LocalAscent(DoubleNetwork network, LatentBall ball) {
    this.network = network;
    this.reduced = network.reduced();
    this.ball = ball;
  }

  /**
   * Returns the steepest point found, with a slope that rounding cannot have invented.
   *
   * @param starts at least one point in the network's input space, of the ball or not
   */
  static Witness search(DoubleNetwork network, LatentBall ball, List<double[]> starts) {
    LocalAscent ascent = new LocalAscent(network, ball);
    List<double[]> inside = starts.stream().map(ball::nearest).toList();
    List<Steepest> slopes =
        Linearisations.of(ascent.reduced, inside, DoubleKernels.create()).steepest(SCREENING_STEPS);
    List<Integer> best =
        IntStream.range(0, inside.size())
            .boxed()
            .filter(i -> slopes.get(i).slope() > 0)
            .sorted(Comparator.comparingDouble((Integer i) -> slopes.get(i).slope()).reversed())
            .limit(CLIMBERS)
            .toList();
    return best.stream()
        .flatMap(i -> Stream.of(inside.get(i), ascent.climbed(inside.get(i), slopes.get(i))))
        .map(ascent::proven)
        .reduce(new Witness(0, inside.get(0)), (a, b) -> b.slope() > a.slope() ? b : a);
  }

  private double[] climbed(double[] start, Steepest steepest) {
    double[] point = start;
    double slope = steepest.slope();
    double[] direction = steepest.direction();
    Linearisation here = reduced.at(point);
    double step = 0.1 * ball.radius();
    for (int i = 0; i < CLIMBS; i++) {
      Gradient gradient = here.gradient(direction);
      double length = Vectors.norm(gradient.byPoint());
      if (!(length > 0) || !Double.isFinite(length)) {
        break;
      }
      direction = gradient.byDirection();
      Vectors.scale(1 / Vectors.norm(direction), direction);
      double[] ahead = point.clone();
      Vectors.add(step / length, gradient.byPoint(), ahead);
      double[] trial = ball.nearest(ahead);
      Linearisation there = reduced.at(trial);
      double found = Vectors.norm(there.times(direction));
      boolean kept = found >= slope;
      step = kept ? Math.min(1.5 * step, ball.radius()) : step / 2;
      if (kept) {
        point = trial;
        slope = found;
        here = there;
      }
    }
    return point;
  }

  private Witness proven(double[] point) {
    Linearisation jacobian = network.at(point);
    Steepest steepest = jacobian.steepest(FINAL_STEPS);
    double slope = steepest.slope() > 0 ? jacobian.provenSlope(steepest.direction()) : 0;
    double scaled = Math.min(Math.scalb(slope, network.exponent()), Double.MAX_VALUE);
    return new Witness(scaled < Double.MIN_NORMAL ? 0 : scaled, point);
  }
}
