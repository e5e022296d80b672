package org.harmonicsweep.metrics.lipschitz;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.Linearisation.Steepest;

/**
 * The search for a point at which a network is steep.
 *
 * <p>All start points are screened by a short Lanczos process, in step with each other. From the
 * steepest few an {@link Ascent} begins, whose steps are no longer than the spread of the start
 * points. Where all of these are flat they are moved away from their mean until one is not. What is
 * returned is the slope that rounding cannot have invented.
 */
final class JacobianAscent {
  private static final int SCREENING_STEPS = 10;
  private static final int FINAL_STEPS = 200;
  private static final int CLIMBERS = 32;

  /** How many are proven, or more if kinks of rectifiers leave nothing of all these. */
  private static final int PROVEN = 8;

  /** Where to look on when the network is flat at every start point, as dead rectifiers make it. */
  private static final double[] WIDER = {-4, 16, -64, 256};

  private JacobianAscent() {}

  /**
   * A lower bound of a Lipschitz constant.
   *
   * @param slope at most ‖J‖ at the point
   * @param point in the network's input space
   */
  record Witness(double slope, double[] point) {}

  /**
   * Returns the steepest point found.
   *
   * @param starts at least one point in the network's input space
   */
  static Witness search(DoubleNetwork network, List<double[]> starts) {
    Cloud cloud = Cloud.of(starts);
    DoubleNetwork reduced = network.reduced();
    List<Climber> best = steepest(reduced, starts);
    for (int i = 0; best.isEmpty() && i < WIDER.length; i++) {
      best = steepest(reduced, cloud.widened(WIDER[i]));
    }
    List<Climber> climbed =
        best.isEmpty() ? best : Ascent.of(reduced, best, cloud.spread()).climbed();
    return proven(network, starts.get(0), best, climbed);
  }

  /**
   * Returns the steepest point found in a ball.
   *
   * @param starts at least one point in the network's input space, of the ball or not
   */
  static Witness searchWithin(LatentBall ball, DoubleNetwork network, List<double[]> starts) {
    DoubleNetwork reduced = network.reduced();
    List<double[]> inside = starts.stream().map(ball::nearest).toList();
    List<Climber> best = steepest(reduced, inside);
    List<Climber> climbed = best.isEmpty() ? best : Ascent.within(ball, reduced, best).climbed();
    return proven(network, inside.get(0), best, climbed);
  }

  /** Proves the steepest of the points, unless all are flat. */
  private static Witness proven(
      DoubleNetwork network, double[] otherwise, List<Climber> best, List<Climber> climbed) {
    List<Climber> candidates =
        Stream.concat(best.stream(), climbed.stream())
            .sorted(Comparator.comparingDouble(Climber::slope).reversed())
            .toList();
    Witness steepest = new Witness(0, otherwise);
    for (int i = 0; i < candidates.size() && (i < PROVEN || steepest.slope() == 0); i++) {
      Witness witness = proven(network, candidates.get(i).point());
      steepest = witness.slope() > steepest.slope() ? witness : steepest;
    }
    return steepest;
  }

  private static List<Climber> steepest(DoubleNetwork network, List<double[]> points) {
    List<Steepest> slopes =
        Linearisations.of(network, points, DoubleKernels.create()).steepest(SCREENING_STEPS);
    return IntStream.range(0, points.size())
        .mapToObj(i -> new Climber(points.get(i), slopes.get(i)))
        .filter(climber -> climber.slope() > 0)
        .sorted(Comparator.comparingDouble(Climber::slope).reversed())
        .limit(CLIMBERS)
        .toList();
  }

  /**
   * Where an ascent begins.
   *
   * @param point in the network's input space
   * @param steepest slope and direction there
   */
  record Climber(double[] point, Steepest steepest) {
    double slope() {
      return steepest.slope();
    }
  }

  private static Witness proven(DoubleNetwork network, double[] point) {
    Linearisation jacobian = network.at(point);
    Steepest steepest = jacobian.steepest(FINAL_STEPS);
    double slope = steepest.slope() > 0 ? jacobian.provenSlope(steepest.direction()) : 0;
    double scaled = Math.min(Math.scalb(slope, network.exponent()), Double.MAX_VALUE);
    return new Witness(scaled < Double.MIN_NORMAL ? 0 : scaled, point);
  }

  /** The start points with their mean and their root mean square distance from it. */
  private record Cloud(List<double[]> points, double[] mean, double spread) {

    static Cloud of(List<double[]> points) {
      double[] mean = new double[points.get(0).length];
      points.forEach(point -> Vectors.add(1.0 / points.size(), point, mean));
      double squares = 0;
      for (double[] point : points) {
        double[] difference = point.clone();
        Vectors.add(-1, mean, difference);
        squares += Vectors.dot(difference, difference);
      }
      return new Cloud(points, mean, squares > 0 ? Math.sqrt(squares / points.size()) : 1);
    }

    /** Returns the points at so many times their distance from the mean, mirrored if negative. */
    List<double[]> widened(double factor) {
      return points.stream()
          .map(
              point -> {
                double[] wide = mean.clone();
                Vectors.add(factor, point, wide);
                Vectors.add(-factor, mean, wide);
                return wide;
              })
          .toList();
    }
  }
}
