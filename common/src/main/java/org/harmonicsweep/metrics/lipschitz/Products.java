package org.harmonicsweep.metrics.lipschitz;

import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;

/** Products with a linear map, in double precision, less the map's power of two. */
sealed interface Products permits DenseProducts, BoundedConvolution {

  int inputs();

  int outputs();

  /** Returns x C. */
  double[] times(double[] x);

  /** Returns C u. */
  double[] transposedTimes(double[] u);

  /** Returns X C, the products of all rows of X. */
  DoubleMatrix times(DoubleMatrix x, DoubleKernels kernels);

  /** Returns U Cᵀ, the products of C with all rows of U. */
  DoubleMatrix transposedTimes(DoubleMatrix u, DoubleKernels kernels);

  /** Returns an upper bound of ‖C‖. */
  double norm();

  /** Returns the exponent of two that was split off. */
  int exponent();

  /** Returns a bound of the norm of C with all signs dropped, which rounding errors grow with. */
  double absoluteNorm();

  /** Returns the most terms of a sum in x C. */
  int terms();

  /** Returns the most terms of a sum in C u. */
  int transposedTerms();

  /** Returns the multiplications that a product takes. */
  long work();

  /**
   * Returns what may stand for C as the first map of a Jacobian, of no more inputs than outputs.
   */
  Products withFewerInputs();

  /** Returns what may stand for C as the last map of a Jacobian, of no more outputs than inputs. */
  Products withFewerOutputs();
}
