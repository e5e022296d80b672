package org.harmonicsweep.training;

import org.harmonicsweep.kernel.Matrix;

/** A posterior of one fixed variance: KL = ½ Σ (μ² + σ² − 1 − log σ²). */
final class FixedPosterior implements Posterior {
  private final float deviation;
  private final double constant;

  FixedPosterior(double variance) {
    this.deviation = (float) Math.sqrt(variance);
    this.constant = variance - 1 - StrictMath.log(variance);
  }

  @Override
  public int heads() {
    return 1;
  }

  @Override
  public double sample(Matrix code, Matrix noise, Matrix z) {
    double sum = 0;
    for (int i = 0; i < z.size(); i++) {
      float mean = code.values()[code.offset() + i];
      z.values()[z.offset() + i] = Math.fma(deviation, noise.values()[noise.offset() + i], mean);
      sum += 0.5 * ((double) mean * mean + constant);
    }
    return sum;
  }

  @Override
  public void differentiate(
      Matrix code, Matrix noise, Matrix zGradient, float klWeight, Matrix codeGradient) {
    for (int i = 0; i < code.size(); i++) {
      codeGradient.values()[codeGradient.offset() + i] =
          Math.fma(
              klWeight,
              code.values()[code.offset() + i],
              zGradient.values()[zGradient.offset() + i]);
    }
  }
}
