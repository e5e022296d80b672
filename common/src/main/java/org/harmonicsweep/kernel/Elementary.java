package org.harmonicsweep.kernel;

/**
 * Elementary functions in single precision with one fixed order of operations.
 *
 * <p>The vector kernels repeat these operations lane by lane, so a value's bits do not depend on
 * which of the two computed it.
 */
final class Elementary {
  static final float LN2_HIGH = 0x1.62e3p-1f;
  static final float LN2_LOW = 0x1.2fefa2p-17f;
  static final float SQRT2 = 0x1.6a09e6p0f;

  /** Bits of √½ rounded down: exponents are counted from there, so that mantissas straddle 1. */
  static final int SQRT_HALF_BITS = 0x3f3504f3;

  // Odd polynomial of (log(1 + f) - 2 s) / s in s = f / (2 + f), as in FreeBSD's e_logf.c.
  static final float LOG_1 = 0xaaaaaap-24f;
  static final float LOG_2 = 0xccce13p-25f;
  static final float LOG_3 = 0x91e9eep-25f;
  static final float LOG_4 = 0xf89e26p-26f;

  // erf⁻¹(x) / x in w = -log(1 - x²), table 5 of Giles, "Approximating the erfinv function" (GPU
  // Computing Gems, 2011), highest power first: below w = 5 in w - 2.5, beyond in √w - 3.
  private static final float[] CENTRE = {
    2.8102264e-8f,
    3.4327394e-7f,
    -3.5233877e-6f,
    -4.3915065e-6f,
    0.00021858087f,
    -0.001253725f,
    -0.0041776816f,
    0.24664073f,
    1.5014094f
  };
  private static final float[] TAIL = {
    -0.00020021426f,
    0.00010095056f,
    0.0013493432f,
    -0.0036734284f,
    0.0057395077f,
    -0.0076224613f,
    0.0094388705f,
    1.001674f,
    2.8329768f
  };

  private Elementary() {}

  /** Natural logarithm of a positive, finite, normal number; error below 1 ulp. */
  static float logOfNormal(float x) {
    int bits = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
    float exponent = bits >> 23;
    float f = Float.intBitsToFloat((bits & 0x007fffff) + SQRT_HALF_BITS) - 1;
    float s = f / (2 + f);
    float z = s * s;
    float w = z * z;
    float even = w * Math.fma(w, LOG_4, LOG_2);
    float r = Math.fma(z, Math.fma(w, LOG_3, LOG_1), even);
    float halfSquare = 0.5f * f * f;
    float small = Math.fma(s, halfSquare + r, exponent * LN2_LOW);
    return Math.fma(exponent, LN2_HIGH, small - halfSquare + f);
  }

  /**
   * Standard normal quantile of (word + ½) / 2³², the word read as unsigned; absolute error below
   * 3e-6.
   */
  static float normal(int word) {
    int sign = word >> 31;
    // probability of both tails beyond the result: from the smaller side, hence without
    // cancellation
    float tail = Math.fma((float) (word ^ sign), 0x1p-31f, 0x1p-32f);
    float w = -logOfNormal(tail * (2 - tail));
    float ratio = w < 5 ? horner(CENTRE, w - 2.5f) : horner(TAIL, (float) Math.sqrt(w) - 3);
    float z = (1 - tail) * ratio * SQRT2;
    return sign == 0 ? -z : z;
  }

  private static float horner(float[] coefficients, float x) {
    float sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = Math.fma(sum, x, coefficients[i]);
    }
    return sum;
  }
}
