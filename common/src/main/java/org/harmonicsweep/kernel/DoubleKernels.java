package org.harmonicsweep.kernel;

/**
 * Matrix products in double precision.
 *
 * <p>Contract: each element of {@code into} takes its products one by one, in the order of the
 * inner index, by fused multiply-add. So the bits depend neither on the implementation, nor on the
 * processor, nor on how a product is divided into parts. {@code into} must be row-major and overlap
 * no factor.
 *
 * <p>An object holds scratch: it belongs to one thread at a time and is cheap to make.
 */
public interface DoubleKernels {

  /**
   * Returns kernels on the processor's vector instructions if this JVM offers them, else scalar.
   */
  static DoubleKernels create() {
    return KernelChoice.createDouble();
  }

  /** Returns kernels in plain Java. */
  static DoubleKernels scalar() {
    return new ScalarDoubleKernels();
  }

  /** Returns {@code vector-} and the lanes per register, or {@code scalar}. */
  String name();

  /**
   * into = into + a b.
   *
   * @param a shape {@code [m, k]}
   * @param b shape {@code [k, n]}
   * @param into shape {@code [m, n]}
   */
  void add(DoubleMatrix a, DoubleMatrix b, DoubleMatrix into);

  /** into = into − a b, the factors a negated, which is exact. */
  void subtract(DoubleMatrix a, DoubleMatrix b, DoubleMatrix into);

  /** Returns a b, row-major. */
  default DoubleMatrix times(DoubleMatrix a, DoubleMatrix b) {
    Interruption.check();
    DoubleMatrix product = DoubleMatrix.zeros(a.rows(), b.columns());
    add(a, b, product);
    return product;
  }
}
