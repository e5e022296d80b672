package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the vector instructions of the processor, as wide as it prefers.
 *
 * <p>Public for {@link java.util.ServiceLoader} only. Lanes run across outputs; what does not fill
 * a vector goes to the scalar kernels.
 */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final VectorProduct product = new VectorProduct();
  private final NormalBlocks normals = new NormalBlocks();
  private final VectorLosses passes = new VectorLosses();
  private final ScalarKernels scalar = new ScalarKernels();

  /** Creates kernels with their own scratch. */
  public VectorKernels() {}

  @Override
  public String name() {
    return "vector-" + LANES;
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix into) {
    Shapes.product(a.rows(), a.columns(), b.rows(), b.columns(), into);
    product.multiply(VectorProduct.Strided.of(a), VectorProduct.Strided.of(b), a.columns(), into);
  }

  @Override
  public void multiplyLeftTransposed(Matrix a, Matrix b, Matrix into) {
    Shapes.product(a.columns(), a.rows(), b.rows(), b.columns(), into);
    product.multiply(
        VectorProduct.Strided.transposed(a), VectorProduct.Strided.of(b), a.rows(), into);
  }

  @Override
  public void addLeftTransposed(Matrix a, Matrix b, Matrix into) {
    Shapes.product(a.columns(), a.rows(), b.rows(), b.columns(), into);
    product.add(VectorProduct.Strided.transposed(a), VectorProduct.Strided.of(b), a.rows(), into);
  }

  @Override
  public void multiplyRightTransposed(Matrix a, Matrix b, Matrix into) {
    Shapes.product(a.rows(), a.columns(), b.columns(), b.rows(), into);
    product.multiply(
        VectorProduct.Strided.of(a), VectorProduct.Strided.transposed(b), a.columns(), into);
  }

  @Override
  public void addRow(Matrix row, Matrix into) {
    Shapes.row(row, into);
    int whole = SPECIES.loopBound(into.columns());
    float[] y = into.values();
    float[] x = row.values();
    for (int i = 0; i < into.rows(); i++) {
      int at = into.offset() + i * into.columns();
      for (int j = 0; j < whole; j += LANES) {
        vector(y, at + j).add(vector(x, row.offset() + j)).intoArray(y, at + j);
      }
      for (int j = whole; j < into.columns(); j++) {
        y[at + j] += x[row.offset() + j];
      }
    }
  }

  @Override
  public void sumRows(Matrix a, Matrix into) {
    Shapes.row(into, a);
    int whole = SPECIES.loopBound(a.columns());
    for (int j = 0; j < whole; j += LANES) {
      sumOfLanes(a, j).intoArray(into.values(), into.offset() + j);
    }
    for (int j = whole; j < a.columns(); j++) {
      float sum = 0;
      for (int i = 0; i < a.rows(); i++) {
        sum += a.values()[a.offset() + i * a.columns() + j];
      }
      into.values()[into.offset() + j] = sum;
    }
  }

  private static FloatVector sumOfLanes(Matrix a, int column) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < a.rows(); i++) {
      sum = sum.add(vector(a.values(), a.offset() + i * a.columns() + column));
    }
    return sum;
  }

  @Override
  public void relu(Matrix x) {
    float[] y = x.values();
    int whole = SPECIES.loopBound(x.size());
    for (int i = x.offset(); i < x.offset() + whole; i += LANES) {
      FloatVector value = vector(y, i);
      value.blend(0, value.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
    scalar.relu(x.from(whole));
  }

  @Override
  public void leakyRelu(float leak, Matrix x) {
    float[] y = x.values();
    int whole = SPECIES.loopBound(x.size());
    for (int i = x.offset(); i < x.offset() + whole; i += LANES) {
      FloatVector value = vector(y, i);
      value.blend(value.mul(leak), value.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
    scalar.leakyRelu(leak, x.from(whole));
  }

  @Override
  public void tanh(Matrix x) {
    float[] y = x.values();
    int whole = SPECIES.loopBound(x.size());
    for (int i = x.offset(); i < x.offset() + whole; i += LANES) {
      VectorElementary.tanh(vector(y, i)).intoArray(y, i);
    }
    scalar.tanh(x.from(whole));
  }

  @Override
  public void logistic(Matrix x) {
    float[] y = x.values();
    int whole = SPECIES.loopBound(x.size());
    for (int i = x.offset(); i < x.offset() + whole; i += LANES) {
      VectorElementary.logistic(vector(y, i)).intoArray(y, i);
    }
    scalar.logistic(x.from(whole));
  }

  @Override
  public void exp(Matrix x) {
    float[] y = x.values();
    int whole = SPECIES.loopBound(x.size());
    for (int i = x.offset(); i < x.offset() + whole; i += LANES) {
      VectorElementary.exp(vector(y, i)).intoArray(y, i);
    }
    scalar.exp(x.from(whole));
  }

  @Override
  public void timesRectifierSlope(float leak, Matrix y, Matrix gradient) {
    Shapes.same(y, gradient);
    float[] g = gradient.values();
    int whole = SPECIES.loopBound(y.size());
    for (int i = 0; i < whole; i += LANES) {
      FloatVector value = vector(g, gradient.offset() + i);
      value
          .blend(value.mul(leak), vector(y.values(), y.offset() + i).compare(VectorOperators.LE, 0))
          .intoArray(g, gradient.offset() + i);
    }
    scalar.timesRectifierSlope(leak, y.from(whole), gradient.from(whole));
  }

  @Override
  public void timesTanhSlope(Matrix y, Matrix gradient) {
    Shapes.same(y, gradient);
    float[] g = gradient.values();
    int whole = SPECIES.loopBound(y.size());
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector value = vector(y.values(), y.offset() + i);
      vector(g, gradient.offset() + i)
          .mul(value.neg().fma(value, one))
          .intoArray(g, gradient.offset() + i);
    }
    scalar.timesTanhSlope(y.from(whole), gradient.from(whole));
  }

  @Override
  public void timesLogisticSlope(Matrix y, Matrix gradient) {
    Shapes.same(y, gradient);
    float[] g = gradient.values();
    int whole = SPECIES.loopBound(y.size());
    for (int i = 0; i < whole; i += LANES) {
      FloatVector value = vector(y.values(), y.offset() + i);
      vector(g, gradient.offset() + i)
          .mul(value.neg().fma(value, value))
          .intoArray(g, gradient.offset() + i);
    }
    scalar.timesLogisticSlope(y.from(whole), gradient.from(whole));
  }

  @Override
  public void squaredError(Matrix target, float scale, Matrix output, Matrix losses) {
    Shapes.same(target, output);
    Shapes.same(target, losses);
    int whole = SPECIES.loopBound(target.size());
    for (int i = 0; i < whole; i += LANES) {
      FloatVector error =
          vector(output.values(), output.offset() + i)
              .sub(vector(target.values(), target.offset() + i));
      error.mul(0.5f).mul(error).intoArray(losses.values(), losses.offset() + i);
      error.mul(scale).intoArray(output.values(), output.offset() + i);
    }
    scalar.squaredError(target.from(whole), scale, output.from(whole), losses.from(whole));
  }

  @Override
  public void crossEntropy(Matrix target, float scale, Matrix logits, Matrix losses) {
    Shapes.same(target, logits);
    Shapes.same(target, losses);
    int whole = SPECIES.loopBound(target.size());
    passes.crossEntropy(target, scale, logits, losses, whole);
    scalar.crossEntropy(target.from(whole), scale, logits.from(whole), losses.from(whole));
  }

  @Override
  public void adam(AdamStep step, Matrix gradient, Matrix parameters, Matrix first, Matrix second) {
    Shapes.same(gradient, parameters);
    Shapes.same(gradient, first);
    Shapes.same(gradient, second);
    int whole = SPECIES.loopBound(gradient.size());
    for (int i = 0; i < whole; i += LANES) {
      FloatVector change =
          VectorLosses.adam(
              step, vector(gradient.values(), gradient.offset() + i), first, second, i);
      vector(parameters.values(), parameters.offset() + i)
          .sub(change)
          .intoArray(parameters.values(), parameters.offset() + i);
    }
    scalar.adam(
        step, gradient.from(whole), parameters.from(whole), first.from(whole), second.from(whole));
  }

  @Override
  public void normals(long key, long first, Matrix into) {
    normals.fill(key, first, into, VectorNormals::write);
  }

  private static FloatVector vector(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }
}
