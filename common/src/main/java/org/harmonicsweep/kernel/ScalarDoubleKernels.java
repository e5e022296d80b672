package org.harmonicsweep.kernel;

/** The double-precision products in plain Java. */
final class ScalarDoubleKernels implements DoubleKernels {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void add(DoubleMatrix a, DoubleMatrix b, DoubleMatrix into) {
    Shapes.product(a, b, into);
    accumulate(1, a, b, into);
  }

  @Override
  public void subtract(DoubleMatrix a, DoubleMatrix b, DoubleMatrix into) {
    Shapes.product(a, b, into);
    accumulate(-1, a, b, into);
  }

  private static void accumulate(double sign, DoubleMatrix a, DoubleMatrix b, DoubleMatrix into) {
    for (int i = 0; i < into.rows(); i++) {
      for (int k = 0; k < a.columns(); k++) {
        double factor = sign * a.at(i, k);
        int from = b.index(k, 0);
        int to = into.index(i, 0);
        for (int j = 0; j < into.columns(); j++) {
          into.values()[to + j] =
              Math.fma(factor, b.values()[from + j * b.columnStep()], into.values()[to + j]);
        }
      }
    }
  }
}
