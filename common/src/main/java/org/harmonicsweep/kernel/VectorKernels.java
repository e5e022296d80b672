package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import org.hipparchus.util.ArithmeticUtils;

/**
 * The kernels on the vector instructions of the processor, as wide as it prefers.
 *
 * <p>Public for {@link java.util.ServiceLoader} only. Lanes run across outputs.
 */
public final class VectorKernels implements Kernels {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  /** Elements of a block whose intermediate values stay in the first-level cache. */
  private static final int BLOCK = 512;

  /** Elements over which a short row is repeated, so that loops are long. */
  private static final int REPEATED = 256;

  private final VectorProduct product = new VectorProduct();
  private final VectorStencil stencils = new VectorStencil();
  private final NormalBlocks normals = new NormalBlocks();
  private final VectorLoops.Runner runner = new VectorLoops.Runner();
  private final VectorOperands operands = runner.operands;
  private final float[] decays = new float[BLOCK];
  private final float[] losses = new float[BLOCK];
  private float[] repeated = new float[0];

  // Instance fields, not constants: the compiler would inline a loop that it knows.
  private final VectorLoop addRow = VectorLoops::addRow;
  private final VectorLoop addRowRelu = VectorLoops::addRowRelu;
  private final VectorLoop addRowLeakyRelu = VectorLoops::addRowLeakyRelu;
  private final VectorLoop addRowTanh = VectorLoops::addRowTanh;
  private final VectorLoop addRowLogistic = VectorLoops::addRowLogistic;
  private final VectorLoop accumulate = VectorLoops::accumulate;
  private final VectorLoop sumColumns = VectorLoops::sumColumns;
  private final VectorLoop exp = VectorLoops::exp;
  private final VectorLoop rectifierSlope = VectorLoops::timesRectifierSlope;
  private final VectorLoop tanhSlope = VectorLoops::timesTanhSlope;
  private final VectorLoop logisticSlope = VectorLoops::timesLogisticSlope;
  private final VectorLoop squaredError = VectorLosses::squaredError;
  private final VectorLoop entropyDecays = VectorLosses::entropyDecays;
  private final VectorLoop entropyLosses = VectorLosses::entropyLosses;
  private final VectorLoop entropyGradient = VectorLosses::entropyGradient;
  private final VectorLoop adam = VectorLosses::adam;
  private final VectorLoop scaleAndAdd = VectorLoops::scaleAndAdd;

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
  public void convolve(Stencil stencil, Matrix x, Matrix weights, Matrix into) {
    stencils.convolve(stencil, x, weights, into);
  }

  @Override
  public void addCorrelations(Stencil stencil, Matrix x, Matrix u, Matrix sums) {
    stencils.addCorrelations(stencil, x, u, sums);
  }

  @Override
  public void addRow(Matrix row, Matrix into) {
    forEachBiased(addRow, row, into);
  }

  @Override
  public void addRowRelu(Matrix row, Matrix x) {
    forEachBiased(addRowRelu, row, x);
  }

  @Override
  public void addRowLeakyRelu(float leak, Matrix row, Matrix x) {
    operands.factor = leak;
    forEachBiased(addRowLeakyRelu, row, x);
  }

  @Override
  public void addRowTanh(Matrix row, Matrix x) {
    forEachBiased(addRowTanh, row, x);
  }

  @Override
  public void addRowLogistic(Matrix row, Matrix x) {
    forEachBiased(addRowLogistic, row, x);
  }

  /** Goes through a matrix as one array, beside the row repeated as often as makes it long. */
  private void forEachBiased(VectorLoop loop, Matrix row, Matrix into) {
    Shapes.row(row, into);
    if (into.size() == 0) {
      return;
    }
    int times = repeated(row);
    int block = row.columns() * times;
    if (times == 1) {
      operands.set(1, row, 0);
    } else {
      operands.set(1, repeated);
    }
    for (int done = 0; done < into.size(); done += block) {
      operands.set(0, into, done);
      runner.run(loop, 2, Math.min(block, into.size() - done));
    }
  }

  /** Repeats a row until it is long and whole vectors hold it; returns how often. */
  private int repeated(Matrix row) {
    int columns = row.columns();
    int fitting = LANES / ArithmeticUtils.gcd(columns, LANES);
    if (fitting == 1 && columns >= REPEATED) {
      return 1;
    }
    int times = fitting * (REPEATED / (columns * fitting) + 1);
    if (repeated.length < columns * times) {
      repeated = new float[columns * times];
    }
    for (int i = 0; i < times; i++) {
      System.arraycopy(row.values(), row.offset(), repeated, i * columns, columns);
    }
    return times;
  }

  @Override
  public void sumRows(Matrix a, Matrix into) {
    Shapes.row(into, a);
    if (a.columns() < PARTIAL_SUMS) {
      sumPartially(a, into);
      return;
    }
    int whole = a.columns() - a.columns() % LANES;
    operands.set(0, into, 0);
    operands.set(1, a, 0);
    operands.rows = a.rows();
    operands.step = a.columns();
    runner.run(sumColumns, 2, whole);
    for (int j = whole; j < a.columns(); j++) {
      float sum = 0;
      for (int i = 0; i < a.rows(); i++) {
        sum += a.values()[a.offset() + i * a.columns() + j];
      }
      into.values()[into.offset() + j] = sum;
    }
  }

  private void sumPartially(Matrix a, Matrix into) {
    int columns = a.columns();
    // whole vectors: none is wider than 16 floats
    int block = PARTIAL_SUMS * columns;
    float[] sums = new float[block];
    operands.set(0, sums);
    operands.set(1, a, 0);
    operands.rows = a.rows() / PARTIAL_SUMS;
    operands.step = block;
    runner.run(accumulate, 2, block);
    for (int i = a.rows() / PARTIAL_SUMS * block; i < a.size(); i++) {
      sums[i % block] += a.values()[a.offset() + i];
    }
    into.clear();
    for (int i = 0; i < block; i++) {
      into.values()[into.offset() + i % columns] += sums[i];
    }
  }

  @Override
  public void exp(Matrix x) {
    operands.set(0, x, 0);
    runner.run(exp, 1, x.size());
  }

  @Override
  public void timesRectifierSlope(float leak, Matrix y, Matrix gradient) {
    operands.factor = leak;
    forEachPair(rectifierSlope, y, gradient);
  }

  @Override
  public void timesTanhSlope(Matrix y, Matrix gradient) {
    forEachPair(tanhSlope, y, gradient);
  }

  @Override
  public void timesLogisticSlope(Matrix y, Matrix gradient) {
    forEachPair(logisticSlope, y, gradient);
  }

  private void forEachPair(VectorLoop loop, Matrix y, Matrix gradient) {
    Shapes.same(y, gradient);
    operands.set(0, gradient, 0);
    operands.set(1, y, 0);
    runner.run(loop, 2, y.size());
  }

  @Override
  public double squaredError(Matrix target, float scale, Matrix output) {
    Shapes.same(target, output);
    operands.factor = scale;
    return sumOfLosses(target, output, squaredError);
  }

  @Override
  public double crossEntropy(Matrix target, float scale, Matrix logits) {
    Shapes.same(target, logits);
    operands.factor = scale;
    return sumOfLosses(target, logits, entropyDecays, entropyLosses, entropyGradient);
  }

  /** Runs loops block by block and adds up the losses that they leave. */
  private double sumOfLosses(Matrix target, Matrix output, VectorLoop... loops) {
    LossSum sum = new LossSum();
    operands.set(2, losses);
    operands.set(3, decays);
    for (int done = 0; done < target.size(); done += BLOCK) {
      int count = Math.min(BLOCK, target.size() - done);
      operands.set(0, output, done);
      operands.set(1, target, done);
      for (VectorLoop loop : loops) {
        runner.run(loop, 4, count);
      }
      sum.add(losses, count);
    }
    return sum.total();
  }

  @Override
  public void adam(AdamStep step, Matrix gradient, Matrix parameters, Matrix first, Matrix second) {
    Shapes.same(gradient, parameters);
    Shapes.same(gradient, first);
    Shapes.same(gradient, second);
    operands.factor = step.rate();
    operands.second = step.scale();
    operands.set(0, parameters, 0);
    operands.set(1, gradient, 0);
    operands.set(2, first, 0);
    operands.set(3, second, 0);
    runner.run(adam, 4, gradient.size());
  }

  @Override
  public void normals(long key, long first, Matrix into) {
    normals.fill(key, first, into, VectorNormals::write);
  }

  @Override
  public void noisy(long key, long first, Matrix mean, float deviation, Matrix into) {
    Shapes.same(mean, into);
    NormalBlocks.Use addToMean =
        (at, count) -> {
          operands.factor = deviation;
          operands.set(0, into, at);
          operands.set(1, mean, at);
          runner.run(scaleAndAdd, 2, count);
        };
    normals.fill(key, first, into, VectorNormals::write, addToMean);
  }
}
