package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link Elementary}, operation by operation, on all lanes at once.
 *
 * <p>None is longer than some 30 operations, and loops over arrays call one of them at a time:
 * beyond that the compiler of JDK 17 moves vectors out of registers, which costs a factor of ten.
 */
final class VectorElementary {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private VectorElementary() {}

  static FloatVector exp(FloatVector x) {
    FloatVector low =
        x.blend(Elementary.EXP_MOST, x.compare(VectorOperators.GT, Elementary.EXP_MOST));
    FloatVector c =
        low.blend(Elementary.EXP_LEAST, low.compare(VectorOperators.LT, Elementary.EXP_LEAST));
    FloatVector shifted = c.fma(all(Elementary.LOG2_E), all(Elementary.ROUNDER));
    FloatVector r = remainder(c, shifted.sub(Elementary.ROUNDER));
    FloatVector power = expm1OfRemainder(r).add(1);
    IntVector exponent = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector c =
        magnitude
            .blend(
                Elementary.TANH_MOST, magnitude.compare(VectorOperators.GT, Elementary.TANH_MOST))
            .mul(2);
    FloatVector shifted = c.fma(all(Elementary.LOG2_E), all(Elementary.ROUNDER));
    FloatVector r = remainder(c, shifted.sub(Elementary.ROUNDER));
    FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS));
    FloatVector expm1 = scale.fma(expm1OfRemainder(r), scale.sub(1));
    IntVector sign = x.reinterpretAsInts().lanewise(VectorOperators.AND, Elementary.SIGN_MASK);
    return expm1
        .div(expm1.add(2))
        .reinterpretAsInts()
        .lanewise(VectorOperators.OR, sign)
        .reinterpretAsFloats();
  }

  static FloatVector logistic(FloatVector x) {
    return logisticOfDecay(x, exp(x.abs().neg()));
  }

  static FloatVector logisticOfDecay(FloatVector x, FloatVector decay) {
    FloatVector upper = all(1).div(decay.add(1));
    return upper.blend(decay.mul(upper), x.compare(VectorOperators.LT, 0));
  }

  static FloatVector log1pOfUnit(FloatVector x) {
    VectorMask<Float> doubled = x.compare(VectorOperators.GT, Elementary.SQRT2_MINUS_1);
    return logOnePlus(
        x.blend(x.sub(1).mul(0.5f), doubled), FloatVector.zero(SPECIES).blend(1, doubled));
  }

  /** Probability of both tails beyond the normal of a word. */
  static FloatVector tail(IntVector word) {
    IntVector magnitude =
        word.lanewise(VectorOperators.XOR, word.lanewise(VectorOperators.ASHR, Integer.SIZE - 1));
    return floats(magnitude).fma(all(0x1p-31f), all(0x1p-32f));
  }

  /** −log of t (2 − t). */
  static FloatVector depth(FloatVector tail) {
    return logOfNormal(tail.mul(all(2).sub(tail))).neg();
  }

  /** erf⁻¹(x) / x by −log(1 − x²). */
  static FloatVector ratio(FloatVector depth) {
    return horner(Elementary.TAIL, depth.sqrt().sub(3))
        .blend(
            horner(Elementary.CENTRE, depth.sub(2.5f)),
            depth.compare(VectorOperators.LT, Elementary.NORMAL_TAIL));
  }

  /** The normal of a word, given its ratio. */
  static FloatVector normal(IntVector word, FloatVector ratio) {
    FloatVector z = all(1).sub(tail(word)).mul(ratio).mul(Elementary.SQRT2);
    IntVector negative = word.not().lanewise(VectorOperators.AND, Elementary.SIGN_MASK);
    return z.reinterpretAsInts().lanewise(VectorOperators.XOR, negative).reinterpretAsFloats();
  }

  private static FloatVector logOfNormal(FloatVector x) {
    IntVector bits = x.reinterpretAsInts().sub(Elementary.SQRT_HALF_BITS);
    FloatVector f =
        bits.lanewise(VectorOperators.AND, Elementary.FRACTION_MASK)
            .add(Elementary.SQRT_HALF_BITS)
            .reinterpretAsFloats()
            .sub(1);
    return logOnePlus(f, floats(bits.lanewise(VectorOperators.ASHR, Elementary.FRACTION_BITS)));
  }

  private static FloatVector logOnePlus(FloatVector f, FloatVector exponent) {
    FloatVector s = f.div(f.add(2));
    FloatVector z = s.mul(s);
    FloatVector w = z.mul(z);
    FloatVector even = w.mul(w.fma(all(Elementary.LOG_4), all(Elementary.LOG_2)));
    FloatVector r = z.fma(w.fma(all(Elementary.LOG_3), all(Elementary.LOG_1)), even);
    FloatVector halfSquare = f.mul(0.5f).mul(f);
    FloatVector small = s.fma(halfSquare.add(r), exponent.mul(Elementary.LN2_LOW));
    return exponent.fma(all(Elementary.LN2_HIGH), small.sub(halfSquare).add(f));
  }

  private static FloatVector remainder(FloatVector x, FloatVector exponent) {
    FloatVector minus = exponent.neg();
    return minus.fma(all(Elementary.LN2_LOW), minus.fma(all(Elementary.LN2_HIGH), x));
  }

  private static FloatVector expm1OfRemainder(FloatVector r) {
    FloatVector p = all(Elementary.EXP_0).fma(r, all(Elementary.EXP_1));
    p = p.fma(r, all(Elementary.EXP_2));
    p = p.fma(r, all(Elementary.EXP_3));
    p = p.fma(r, all(Elementary.EXP_4));
    p = p.fma(r, all(Elementary.EXP_5));
    return p.mul(r).fma(r, r);
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent
        .add(Elementary.EXPONENT_BIAS)
        .lanewise(VectorOperators.LSHL, Elementary.FRACTION_BITS)
        .reinterpretAsFloats();
  }

  /** A polynomial of degree 8, unrolled. */
  private static FloatVector horner(float[] coefficients, FloatVector x) {
    FloatVector sum = all(coefficients[0]).fma(x, all(coefficients[1]));
    sum = sum.fma(x, all(coefficients[2]));
    sum = sum.fma(x, all(coefficients[3]));
    sum = sum.fma(x, all(coefficients[4]));
    sum = sum.fma(x, all(coefficients[5]));
    sum = sum.fma(x, all(coefficients[6]));
    sum = sum.fma(x, all(coefficients[7]));
    return sum.fma(x, all(coefficients[8]));
  }

  private static FloatVector floats(IntVector x) {
    return (FloatVector) x.convertShape(VectorOperators.I2F, SPECIES, 0);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
