package org.harmonicsweep.kernel;

/**
 * The arithmetic of the engine on matrices of floats.
 *
 * <p>Contract: every output has one fixed order of operations, written down below or in {@link
 * Elementary}, with each fused multiply-add explicit. So the bits depend neither on the
 * implementation, nor on the processor, nor on how many rows are handled at once. Matrices given as
 * {@code into} must not overlap the others.
 *
 * <p>An object holds scratch: it belongs to one thread at a time and is cheap to make.
 */
public interface Kernels {
  /** Partial sums of a narrow matrix's rows. */
  int PARTIAL_SUMS = 16;

  /** Partial sums of a batch's losses. */
  int PARTIAL_LOSSES = 8;

  /**
   * Returns kernels on the processor's vector instructions if this JVM offers them, else scalar.
   */
  static Kernels create() {
    return KernelChoice.create();
  }

  /** Returns kernels in plain Java. */
  static Kernels scalar() {
    return new ScalarKernels();
  }

  /** Returns {@code vector-} and the lanes per register, or {@code scalar}. */
  String name();

  /**
   * into = a b. Each element starts at 0 and adds its products by fused multiply-add in the order
   * of the inner index.
   *
   * @param a shape {@code [m, k]}
   * @param b shape {@code [k, n]}
   * @param into shape {@code [m, n]}
   */
  void multiply(Matrix a, Matrix b, Matrix into);

  /**
   * into = aᵀ b, as {@link #multiply}.
   *
   * @param a shape {@code [k, m]}
   * @param b shape {@code [k, n]}
   * @param into shape {@code [m, n]}
   */
  void multiplyLeftTransposed(Matrix a, Matrix b, Matrix into);

  /**
   * into = into + aᵀ b: continues the sums of {@link #multiplyLeftTransposed}, so that a product
   * taken in parts along the inner index has the bits of the whole.
   */
  void addLeftTransposed(Matrix a, Matrix b, Matrix into);

  /**
   * into = a bᵀ, as {@link #multiply}.
   *
   * @param a shape {@code [m, k]}
   * @param b shape {@code [n, k]}
   * @param into shape {@code [m, n]}
   */
  void multiplyRightTransposed(Matrix a, Matrix b, Matrix into);

  /**
   * The sums of a stencil: into[to[j] + SAMPLES d + s] = Σ x[from[j] + offsets[k] + s] w[k, d].
   * Each starts at 0 and adds its products by fused multiply-add in the order of k.
   *
   * @param x samples side by side
   * @param weights w, shape {@code [k, d]}
   * @param into samples side by side
   */
  void convolve(Stencil stencil, Matrix x, Matrix weights, Matrix into);

  /**
   * Continues the sums that are a convolution's derivatives by its weights, for each sample apart:
   * sums[k d, s] gets x[from[j] + offsets[k] + s] u[to[j] + SAMPLES d + s] added by fused
   * multiply-add in the order of j.
   *
   * @param x samples side by side
   * @param u samples side by side
   * @param sums shape {@code [k · d, SAMPLES]}
   */
  void addCorrelations(Stencil stencil, Matrix x, Matrix u, Matrix sums);

  /** Adds a row, shape {@code [1, n]}, to every row of {@code into}. */
  void addRow(Matrix row, Matrix into);

  /**
   * into = the sum of all rows of a, added to 0 from the first to the last. With fewer than {@link
   * #PARTIAL_SUMS} columns row i goes to partial sum i mod {@link #PARTIAL_SUMS}, and these are
   * added to 0 in order.
   */
  void sumRows(Matrix a, Matrix into);

  /** x = x + row where that is above 0, else 0. */
  void addRowRelu(Matrix row, Matrix x);

  /** x = x + row where that is above 0, else leak · (x + row). */
  void addRowLeakyRelu(float leak, Matrix row, Matrix x);

  /** x = tanh(x + row). */
  void addRowTanh(Matrix row, Matrix x);

  /** x = 1 / (1 + exp(−(x + row))). */
  void addRowLogistic(Matrix row, Matrix x);

  /** x = exp x. */
  void exp(Matrix x);

  /** gradient = gradient where y is above 0, else leak · gradient. */
  void timesRectifierSlope(float leak, Matrix y, Matrix gradient);

  /** gradient = gradient (1 − y²). */
  void timesTanhSlope(Matrix y, Matrix gradient);

  /** gradient = gradient (y − y²). */
  void timesLogisticSlope(Matrix y, Matrix gradient);

  /**
   * Half squared errors, summed, and their derivative.
   *
   * @param target x
   * @param scale factor on the derivative
   * @param output x̂; becomes scale · (x̂ − x)
   * @return Σ ½ (x̂ − x)² in double precision, each term rounded to a float: element i goes to
   *     partial sum i mod {@link #PARTIAL_LOSSES}, and these are added to 0 in order
   */
  double squaredError(Matrix target, float scale, Matrix output);

  /**
   * Cross-entropies of Bernoulli variables, summed, and their derivative by the logit.
   *
   * @param target x in [0, 1]
   * @param scale factor on the derivative
   * @param logits l; becomes scale · (logistic(l) − x)
   * @return Σ max(l, 0) − l x + log(1 + exp(−|l|)), as in {@link #squaredError}
   */
  double crossEntropy(Matrix target, float scale, Matrix logits);

  /**
   * One step of Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
   *
   * @param first running mean of the gradient, updated
   * @param second running mean of its square, updated
   */
  void adam(AdamStep step, Matrix gradient, Matrix parameters, Matrix first, Matrix second);

  /** Fills with the normals of {@code new RandomStream(key)} from index {@code first} on. */
  void normals(long key, long first, Matrix into);

  /**
   * Writes means with noise on them: {@code mean + deviation · normal}, with the normals of {@link
   * #normals}.
   *
   * @param mean of the same shape as {@code into}, and another matrix
   */
  void noisy(long key, long first, Matrix mean, float deviation, Matrix into);
}
