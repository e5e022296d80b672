package org.harmonicsweep.kernel;

/**
 * Elementary functions in single precision with one fixed order of operations.
 *
 * <p>The vector kernels repeat these operations lane by lane, so a value's bits do not depend on
 * which of the two computed it.
 */
final class Elementary {
  /** ln 2 in two parts, the first with so few bits that its small multiples are exact. */
  static final float LN2_HIGH = 0x1.62e3p-1f;

  static final float LN2_LOW = 0x1.2fefa2p-17f;
  static final float LOG2_E = 0x1.715476p0f;

  /** Adding 1.5 · 2²³ rounds to the nearest integer and leaves it in the low bits. */
  static final float ROUNDER = 0x1.8p23f;

  static final int ROUNDER_BITS = 0x4b400000;
  static final int EXPONENT_BIAS = 127;
  static final int FRACTION_BITS = 23;
  static final int FRACTION_MASK = 0x007fffff;
  static final int SIGN_MASK = 0x80000000;

  /** Bits of √½: exponents are counted from there, so that mantissas straddle 1. */
  static final int SQRT_HALF_BITS = 0x3f3504f3;

  static final float SQRT2 = 0x1.6a09e6p0f;
  static final float SQRT2_MINUS_1 = 0x1.a8279ap-2f;

  /** Beyond these exp overflows, or rounds to 0. */
  static final float EXP_MOST = 89;

  static final float EXP_LEAST = -104;

  /** Beyond this tanh rounds to 1. */
  static final float TANH_MOST = 10;

  // (exp(r) - 1 - r) / r² for |r| up to ½ ln 2, as in Cephes' expf.c (Moshier, 1989).
  static final float EXP_0 = 1.9875691e-4f;
  static final float EXP_1 = 0.0013981999f;
  static final float EXP_2 = 0.008333452f;
  static final float EXP_3 = 0.041665796f;
  static final float EXP_4 = 0.16666666f;
  static final float EXP_5 = 0.5f;

  // Odd polynomial of log(1 + f) in s = f / (2 + f), as in FreeBSD's e_logf.c.
  static final float LOG_1 = 0xaaaaaap-24f;
  static final float LOG_2 = 0xccce13p-25f;
  static final float LOG_3 = 0x91e9eep-25f;
  static final float LOG_4 = 0xf89e26p-26f;

  // erf⁻¹(x) / x in w = -log(1 - x²), table 5 of Giles, "Approximating the erfinv function" (GPU
  // Computing Gems, 2011), highest power first: below w = 5 in w - 2.5, beyond in √w - 3.
  static final float NORMAL_TAIL = 5;
  static final float[] CENTRE = {
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
  static final float[] TAIL = {
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

  /** e to the x: at most 2 ulp off. */
  static float exp(float x) {
    float low = x > EXP_MOST ? EXP_MOST : x;
    float c = low < EXP_LEAST ? EXP_LEAST : low;
    float shifted = Math.fma(c, LOG2_E, ROUNDER);
    float r = remainder(c, shifted - ROUNDER);
    float power = 1 + expm1OfRemainder(r);
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    // two factors: one alone leaves the range of floats before the result does
    int half = exponent >> 1;
    return power * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  /** Hyperbolic tangent: at most 3 ulp off, odd, within [-1, 1]. */
  static float tanh(float x) {
    float magnitude = Math.abs(x);
    float c = 2 * (magnitude > TANH_MOST ? TANH_MOST : magnitude);
    float shifted = Math.fma(c, LOG2_E, ROUNDER);
    float r = remainder(c, shifted - ROUNDER);
    float scale = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS);
    float expm1 = Math.fma(scale, expm1OfRemainder(r), scale - 1);
    int sign = Float.floatToRawIntBits(x) & SIGN_MASK;
    return Float.intBitsToFloat(Float.floatToRawIntBits(expm1 / (expm1 + 2)) | sign);
  }

  /** 1 / (1 + exp(−x)): at most 3 ulp off. */
  static float logistic(float x) {
    return logisticOfDecay(x, exp(-Math.abs(x)));
  }

  /** The logistic function of x, given exp(−|x|). */
  static float logisticOfDecay(float x, float decay) {
    float upper = 1 / (1 + decay);
    return x < 0 ? decay * upper : upper;
  }

  /** log(1 + x) for x in [0, 1]: at most 2 ulp off. */
  static float log1pOfUnit(float x) {
    boolean doubled = x > SQRT2_MINUS_1;
    float f = doubled ? 0.5f * (x - 1) : x;
    return logOnePlus(f, doubled ? 1 : 0);
  }

  /** Natural logarithm of a positive, finite, normal number: at most 1 ulp off. */
  static float logOfNormal(float x) {
    int bits = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
    float f = Float.intBitsToFloat((bits & FRACTION_MASK) + SQRT_HALF_BITS) - 1;
    return logOnePlus(f, bits >> FRACTION_BITS);
  }

  private static float remainder(float x, float exponent) {
    return Math.fma(-exponent, LN2_LOW, Math.fma(-exponent, LN2_HIGH, x));
  }

  private static float expm1OfRemainder(float r) {
    float p = Math.fma(EXP_0, r, EXP_1);
    p = Math.fma(p, r, EXP_2);
    p = Math.fma(p, r, EXP_3);
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_5);
    return Math.fma(p * r, r, r);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + EXPONENT_BIAS) << FRACTION_BITS);
  }

  /** log((1 + f) 2ᵉ) for 1 + f in [√½, √2]. */
  private static float logOnePlus(float f, float exponent) {
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
   * Standard normal quantile of (word + ½) / 2³², the word read as unsigned: at most 2e-6 off up to
   * five standard deviations, 3e-3 at the last, 6.3.
   */
  static float normal(int word) {
    int sign = word >> 31;
    // probability of both tails beyond the result: from the smaller side, hence without
    // cancellation
    float tail = Math.fma((float) (word ^ sign), 0x1p-31f, 0x1p-32f);
    float w = -logOfNormal(tail * (2 - tail));
    float ratio =
        w < NORMAL_TAIL ? horner(CENTRE, w - 2.5f) : horner(TAIL, (float) Math.sqrt(w) - 3);
    float z = (1 - tail) * ratio * SQRT2;
    return Float.intBitsToFloat(Float.floatToRawIntBits(z) ^ (~word & SIGN_MASK));
  }

  private static float horner(float[] coefficients, float x) {
    float sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = Math.fma(sum, x, coefficients[i]);
    }
    return sum;
  }
}
