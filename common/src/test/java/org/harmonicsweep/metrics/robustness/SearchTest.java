package org.harmonicsweep.metrics.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.harmonicsweep.kernel.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static final int FEATURES = 6;

  private static Images images(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count * FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return new Images(count, FEATURES, values);
  }

  private static double[] vector(SplittableRandom random, double scale) {
    return random.doubles(FEATURES).map(u -> scale * (2 * u - 1)).toArray();
  }

  /** −Σ w_i (x_i + d_i − c_i)², whose maximum under bounds is each c_i clipped. */
  private static Objective hill(double[] weights, double[] centre) {
    return (rows, points) -> {
      double[] values = new double[rows.length];
      float[] gradients = new float[points.length];
      for (int i = 0; i < points.length; i++) {
        double gap = points[i] - centre[i % FEATURES];
        values[i / FEATURES] -= weights[i % FEATURES] * gap * gap;
        gradients[i] = (float) (-2 * weights[i % FEATURES] * gap);
      }
      return new Objective.Evaluation(values, gradients);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void projectionIsInTheRegionAndNearerThanAnyOtherPoint(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = images(seed, 1).values();
    Region region = new Region(0.7, true);
    double[] far = vector(random, 3);
    double[] projected = far.clone();
    region.project(projected, x);
    assertThat(Vectors.norm(projected)).isLessThanOrEqualTo(0.7 + 1e-12);
    double nearest = distance(far, projected);
    for (int i = 0; i < 2000; i++) {
      double[] other = vector(random, 1);
      for (int j = 0; j < FEATURES; j++) {
        assertThat(x[j] + projected[j]).isBetween(-1e-15, 1 + 1e-15);
        other[j] = Math.max(-x[j], Math.min(other[j], 1 - x[j]));
      }
      double norm = Vectors.norm(other);
      Vectors.scale(Math.min(1, 0.7 / norm), other);
      assertThat(distance(far, other)).isGreaterThanOrEqualTo(nearest - 1e-12);
    }
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = a.clone();
    Vectors.add(-1, b, difference);
    return Vectors.norm(difference);
  }

  @Test
  void projectionLeavesWhatIsInside() {
    double[] inside = {0.1, -0.1, 0, 0, 0.05, 0};
    double[] projected = inside.clone();
    new Region(1, true).project(projected, new float[] {.5f, .5f, .5f, .5f, .5f, .5f});
    assertThat(projected).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void quasiNewtonFindsTheTopOfAHillUnderBounds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Images images = images(seed, 1);
    double[] weights = {1, 3, 10, 30, 100, 300};
    double[] centre = random.doubles(FEATURES).map(u -> 3 * u - 1).toArray();
    // a ball so large that only the box binds
    Region region = new Region(10, true);
    Attack start = new Attack(0, 0, new double[FEATURES]);
    QuasiNewtonClimber climber = new QuasiNewtonClimber(images, region, start);
    Search.run(hill(weights, centre), images, List.of(climber), 200);
    for (int i = 0; i < FEATURES; i++) {
      double expected = Math.max(0, Math.min(centre[i], 1));
      // points are single precision, and the hill is flat at its top
      assertThat(images.values()[i] + climber.best().perturbation()[i])
          .isCloseTo(expected, within(1e-3));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void gradientClimberFindsTheBorderOfTheBall(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Images images = new Images(1, FEATURES, new float[FEATURES]);
    double[] centre = vector(random, 10);
    double[] weights = {1, 1, 1, 1, 1, 1};
    GradientClimber climber =
        new GradientClimber(images, 0, new Region(0.5, false), vector(random, 1));
    Search.run(hill(weights, centre), images, List.of(climber), 40);
    double norm = Vectors.norm(centre);
    for (int i = 0; i < FEATURES; i++) {
      assertThat(climber.best().perturbation()[i]).isCloseTo(0.5 * centre[i] / norm, within(1e-3));
    }
  }

  @Test
  void whatIsFoundDoesNotDependOnTheOthers() {
    Images images = images(3, 4);
    double[] centre = {2, -1, 0.5, 0.25, 3, 0};
    Objective hill = hill(new double[] {1, 2, 3, 4, 5, 6}, centre);
    Region region = new Region(0.8, true);
    List<Climber> together = new ArrayList<>();
    for (int image = 0; image < 4; image++) {
      together.add(new GradientClimber(images, image, region, new double[FEATURES]));
    }
    Climber alone = new GradientClimber(images, 2, region, new double[FEATURES]);
    Search.run(hill, images, together, 15);
    Search.run(hill, images, List.of(alone), 15);
    assertThat(together.get(2).best().perturbation()).isEqualTo(alone.best().perturbation());
  }

  @Test
  void noNumberIsNeverBest() {
    Images images = images(1, 1);
    Objective broken =
        (rows, points) ->
            new Objective.Evaluation(new double[] {Double.NaN}, new float[points.length]);
    Climber climber =
        new QuasiNewtonClimber(
            images, new Region(1, false), new Attack(0, 0, new double[FEATURES]));
    Search.run(broken, images, List.of(climber), 5);
    assertThat(climber.best().value()).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
