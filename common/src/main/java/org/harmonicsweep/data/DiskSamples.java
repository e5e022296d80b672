package org.harmonicsweep.data;

import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.SampleShape;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/**
 * Centred disks, the indicator of |p| &lt; r convolved with a Gaussian of half a pixel (Newson,
 * Almansa, Gousseau and Ladjal, Processing Simple Geometric Attributes with Autoencoders, 2020, who
 * draw the convolution by Monte Carlo).
 *
 * <p>Pixels lie at offsets i − (size − 1) / 2 from the centre on both axes. A pixel's value is P(|p
 * + q| &lt; r) with q ~ N(0, σ² I). Turned so that p = (d, 0), and with the transverse offset
 * written as y = r sin θ, that is ∫ φ(y / σ) / σ · [Φ((r cos θ − d) / σ) − Φ((−r cos θ − d) / σ)] r
 * cos θ dθ: smooth, hence right to 1e-6 with few nodes.
 */
final class DiskSamples implements Samples {
  private static final double SIGMA = 0.5;

  /** A Gaussian beyond six deviations holds 2e-9: there a pixel is wholly inside or outside. */
  private static final double REACH = 6 * SIGMA;

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(24);

  private final DataSource.Disks source;
  private final RandomStream radii;

  DiskSamples(DataSource.Disks source) {
    this.source = source;
    this.radii = SourceStreams.of(source, source.seed());
  }

  @Override
  public int count() {
    return source.samples();
  }

  @Override
  public SampleShape shape() {
    return new SampleShape(source.size(), source.size(), 1);
  }

  @Override
  public void write(int sample, float[] into, int offset) {
    draw(radii.uniform(sample) * source.size() / 2, source.size(), into, offset);
  }

  /**
   * Draws a disk; mirrored pixels are the same number, not only nearly so.
   *
   * @param radius in pixels, at least 0
   * @param size pixels per side
   * @param into filled with size² values in [0, 1] from {@code offset} on
   */
  static void draw(double radius, int size, float[] into, int offset) {
    float[][] octant = octant(new Disk(radius), size);
    for (int row = 0; row < size; row++) {
      int i = Math.min(row, size - 1 - row);
      for (int column = 0; column < size; column++) {
        int j = Math.min(column, size - 1 - column);
        into[offset + row * size + column] = octant[Math.max(i, j)][Math.min(i, j)];
      }
    }
  }

  /** Returns the values at row i and column j, both counted from a corner, for j up to i. */
  private static float[][] octant(Disk disk, int size) {
    float[][] values = new float[(size + 1) / 2][];
    double centre = (size - 1) / 2.0;
    for (int i = 0; i < values.length; i++) {
      values[i] = new float[i + 1];
      for (int j = 0; j <= i; j++) {
        double distance = Math.sqrt((centre - i) * (centre - i) + (centre - j) * (centre - j));
        values[i][j] = (float) disk.value(distance);
      }
    }
    return values;
  }

  /** A disk cut into strips parallel to the line from its centre to the pixel. */
  private static final class Disk {
    private final double radius;
    private final double[] halfLengths;
    private final double[] weights;

    Disk(double radius) {
      this.radius = radius;
      int strips = RULE.getNumberOfPoints();
      this.halfLengths = new double[strips];
      this.weights = new double[strips];
      // strips further out than the reach weigh nothing, and by symmetry one half is enough
      double end = radius > REACH ? FastMath.asin(REACH / radius) : FastMath.PI / 2;
      for (int k = 0; k < strips; k++) {
        double angle = end / 2 * (1 + RULE.getPoint(k));
        double scaled = radius * FastMath.sin(angle) / SIGMA;
        halfLengths[k] = radius * FastMath.cos(angle);
        double density = FastMath.exp(-scaled * scaled / 2) / Math.sqrt(2 * FastMath.PI);
        weights[k] = end * RULE.getWeight(k) * halfLengths[k] * density / SIGMA;
      }
    }

    /** Returns the blurred indicator at a distance from the centre, in [0, 1]. */
    double value(double distance) {
      if (distance > radius + REACH) {
        return 0;
      }
      if (distance < radius - REACH) {
        return 1;
      }
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        double near = normal((halfLengths[k] - distance) / SIGMA);
        double far = normal((-halfLengths[k] - distance) / SIGMA);
        sum += weights[k] * (near - far);
      }
      return Math.min(1, Math.max(0, sum));
    }

    private static double normal(double x) {
      if (x > 7 || x < -7) {
        return x > 0 ? 1 : 0;
      }
      return (1 + Erf.erf(x / Math.sqrt(2))) / 2;
    }
  }
}
