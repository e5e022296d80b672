package org.harmonicsweep.metrics.lipschitz;

/** The linear half of a layer, 2^exponent times a map with a proven bound of its norm. */
sealed interface BoundedMap permits BoundedMatrix, BoundedConvolution {

  /** Returns the values that go in. */
  int inputs();

  /** Returns the values that come out. */
  int outputs();

  /** Returns an upper bound of the norm without the power of two. */
  double norm();

  /** Returns the exponent of two. */
  int exponent();

  /** Returns the products without the power of two. */
  Products products();

  /** Returns the map written out. */
  BoundedMatrix matrix();
}
