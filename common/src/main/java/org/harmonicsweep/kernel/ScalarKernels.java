package org.harmonicsweep.kernel;

/** The kernels in plain Java: the reference for the bits of the others, and their tails. */
final class ScalarKernels implements Kernels {
  private final NormalBlocks normals = new NormalBlocks();
  private float[] transposed = new float[0];

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix into) {
    Shapes.product(a.rows(), a.columns(), b.rows(), b.columns(), into);
    into.clear();
    for (int i = 0; i < a.rows(); i++) {
      for (int k = 0; k < a.columns(); k++) {
        addScaledRow(a.values()[a.offset() + i * a.columns() + k], b, k, into, i);
      }
    }
  }

  @Override
  public void multiplyLeftTransposed(Matrix a, Matrix b, Matrix into) {
    into.clear();
    addLeftTransposed(a, b, into);
  }

  @Override
  public void addLeftTransposed(Matrix a, Matrix b, Matrix into) {
    Shapes.product(a.columns(), a.rows(), b.rows(), b.columns(), into);
    for (int k = 0; k < a.rows(); k++) {
      for (int i = 0; i < a.columns(); i++) {
        addScaledRow(a.values()[a.offset() + k * a.columns() + i], b, k, into, i);
      }
    }
  }

  @Override
  public void multiplyRightTransposed(Matrix a, Matrix b, Matrix into) {
    if (transposed.length < b.size()) {
      transposed = new float[b.size()];
    }
    for (int j = 0; j < b.rows(); j++) {
      for (int k = 0; k < b.columns(); k++) {
        transposed[k * b.rows() + j] = b.values()[b.offset() + j * b.columns() + k];
      }
    }
    multiply(a, Matrix.of(transposed, b.columns(), b.rows()), into);
  }

  private static void addScaledRow(float factor, Matrix from, int row, Matrix into, int intoRow) {
    int columns = into.columns();
    float[] x = from.values();
    float[] y = into.values();
    int source = from.offset() + row * columns;
    int goal = into.offset() + intoRow * columns;
    for (int j = 0; j < columns; j++) {
      y[goal + j] = Math.fma(factor, x[source + j], y[goal + j]);
    }
  }

  @Override
  public void convolve(Stencil stencil, Matrix x, Matrix weights, Matrix into) {
    int channels = weights.columns();
    for (int i = 0; i < stencil.sums() * channels * Stencil.SAMPLES; i++) {
      int sample = i % Stencil.SAMPLES;
      int channel = i / Stencil.SAMPLES % channels;
      int j = i / Stencil.SAMPLES / channels;
      int from = x.offset() + stencil.from()[j] + sample;
      float sum = 0;
      for (int k = 0; k < stencil.depth(); k++) {
        float weight = weights.values()[weights.offset() + k * channels + channel];
        sum = Math.fma(x.values()[from + stencil.offsets()[k]], weight, sum);
      }
      int to = stencil.to()[j] + channel * Stencil.SAMPLES + sample;
      into.values()[into.offset() + to] = sum;
    }
  }

  @Override
  public void addCorrelations(Stencil stencil, Matrix x, Matrix u, Matrix sums) {
    int channels = sums.rows() / stencil.depth();
    for (int i = 0; i < sums.size(); i++) {
      int sample = i % Stencil.SAMPLES;
      int channel = i / Stencil.SAMPLES % channels;
      int k = i / Stencil.SAMPLES / channels;
      int from = x.offset() + stencil.offsets()[k] + sample;
      int to = u.offset() + channel * Stencil.SAMPLES + sample;
      float sum = sums.values()[sums.offset() + i];
      for (int j = 0; j < stencil.sums(); j++) {
        float value = x.values()[from + stencil.from()[j]];
        sum = Math.fma(value, u.values()[to + stencil.to()[j]], sum);
      }
      sums.values()[sums.offset() + i] = sum;
    }
  }

  @Override
  public void addRow(Matrix row, Matrix into) {
    forEachBiased(row, into, x -> x);
  }

  @Override
  public void addRowRelu(Matrix row, Matrix x) {
    forEachBiased(row, x, value -> value <= 0 ? 0 : value);
  }

  @Override
  public void addRowLeakyRelu(float leak, Matrix row, Matrix x) {
    forEachBiased(row, x, value -> value <= 0 ? leak * value : value);
  }

  @Override
  public void addRowTanh(Matrix row, Matrix x) {
    forEachBiased(row, x, Elementary::tanh);
  }

  @Override
  public void addRowLogistic(Matrix row, Matrix x) {
    forEachBiased(row, x, Elementary::logistic);
  }

  /** A function of one number. */
  private interface Curve {
    float at(float x);
  }

  private static void forEachBiased(Matrix row, Matrix into, Curve curve) {
    Shapes.row(row, into);
    float[] y = into.values();
    for (int i = 0; i < into.rows(); i++) {
      int at = into.offset() + i * into.columns();
      for (int j = 0; j < into.columns(); j++) {
        y[at + j] = curve.at(y[at + j] + row.values()[row.offset() + j]);
      }
    }
  }

  @Override
  public void sumRows(Matrix a, Matrix into) {
    Shapes.row(into, a);
    into.clear();
    int partials = a.columns() < PARTIAL_SUMS ? PARTIAL_SUMS : 1;
    for (int partial = 0; partial < partials; partial++) {
      for (int j = 0; j < a.columns(); j++) {
        float sum = 0;
        for (int i = partial; i < a.rows(); i += partials) {
          sum += a.values()[a.offset() + i * a.columns() + j];
        }
        into.values()[into.offset() + j] += sum;
      }
    }
  }

  @Override
  public void exp(Matrix x) {
    float[] y = x.values();
    for (int i = x.offset(); i < x.offset() + x.size(); i++) {
      y[i] = Elementary.exp(y[i]);
    }
  }

  @Override
  public void timesRectifierSlope(float leak, Matrix y, Matrix gradient) {
    Shapes.same(y, gradient);
    for (int i = 0; i < y.size(); i++) {
      if (y.values()[y.offset() + i] <= 0) {
        gradient.values()[gradient.offset() + i] *= leak;
      }
    }
  }

  @Override
  public void timesTanhSlope(Matrix y, Matrix gradient) {
    Shapes.same(y, gradient);
    for (int i = 0; i < y.size(); i++) {
      float value = y.values()[y.offset() + i];
      gradient.values()[gradient.offset() + i] *= Math.fma(-value, value, 1);
    }
  }

  @Override
  public void timesLogisticSlope(Matrix y, Matrix gradient) {
    Shapes.same(y, gradient);
    for (int i = 0; i < y.size(); i++) {
      float value = y.values()[y.offset() + i];
      gradient.values()[gradient.offset() + i] *= Math.fma(-value, value, value);
    }
  }

  @Override
  public double squaredError(Matrix target, float scale, Matrix output) {
    Shapes.same(target, output);
    LossSum sum = new LossSum();
    float[] losses = new float[target.size()];
    for (int i = 0; i < target.size(); i++) {
      float error = output.values()[output.offset() + i] - target.values()[target.offset() + i];
      losses[i] = 0.5f * error * error;
      output.values()[output.offset() + i] = scale * error;
    }
    sum.add(losses, losses.length);
    return sum.total();
  }

  @Override
  public double crossEntropy(Matrix target, float scale, Matrix logits) {
    Shapes.same(target, logits);
    LossSum sum = new LossSum();
    float[] losses = new float[target.size()];
    for (int i = 0; i < target.size(); i++) {
      float x = target.values()[target.offset() + i];
      float logit = logits.values()[logits.offset() + i];
      float decay = Elementary.exp(-Math.abs(logit));
      float positive = logit <= 0 ? 0 : logit;
      losses[i] = Math.fma(-logit, x, positive) + Elementary.log1pOfUnit(decay);
      logits.values()[logits.offset() + i] = scale * (Elementary.logisticOfDecay(logit, decay) - x);
    }
    sum.add(losses, losses.length);
    return sum.total();
  }

  @Override
  public void adam(AdamStep step, Matrix gradient, Matrix parameters, Matrix first, Matrix second) {
    Shapes.same(gradient, parameters);
    Shapes.same(gradient, first);
    Shapes.same(gradient, second);
    for (int i = 0; i < gradient.size(); i++) {
      float g = gradient.values()[gradient.offset() + i];
      float m = first.values()[first.offset() + i];
      float v = second.values()[second.offset() + i];
      m = Math.fma(AdamStep.KEEP_FIRST, m, AdamStep.ADD_FIRST * g);
      v = Math.fma(AdamStep.KEEP_SECOND, v, AdamStep.ADD_SECOND * g * g);
      float root = (float) Math.sqrt(v);
      float change = step.rate() * m / Math.fma(root, step.scale(), AdamStep.EPSILON);
      first.values()[first.offset() + i] = m;
      second.values()[second.offset() + i] = v;
      parameters.values()[parameters.offset() + i] -= change;
    }
  }

  @Override
  public void normals(long key, long first, Matrix into) {
    normals.fill(key, first, into, (words, values, at, count) -> 0);
  }

  @Override
  public void noisy(long key, long first, Matrix mean, float deviation, Matrix into) {
    Shapes.same(mean, into);
    normals(key, first, into);
    for (int i = 0; i < into.size(); i++) {
      float normal = into.values()[into.offset() + i];
      into.values()[into.offset() + i] =
          Math.fma(deviation, normal, mean.values()[mean.offset() + i]);
    }
  }
}
