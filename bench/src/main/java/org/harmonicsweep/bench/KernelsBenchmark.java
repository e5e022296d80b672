package org.harmonicsweep.bench;

import java.util.concurrent.TimeUnit;
import org.harmonicsweep.kernel.AdamStep;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The kernels on the shapes of the workloads: y = x W with {@code rows·inner·columns} products. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelsBenchmark {
  /** Rows, inner length and columns. */
  @Param({"128x64x32", "128x784x256", "128x256x784"})
  public String shape;

  private final Kernels kernels = Kernels.create();
  private final AdamStep step = new AdamStep(1e-3f, 1);
  private Matrix x;
  private Matrix w;
  private Matrix y;
  private Matrix row;
  private Matrix first;
  private Matrix second;
  private Matrix gradient;

  /** Makes the matrices; values near 0, so that nothing saturates. */
  @Setup
  public void fill() {
    String[] n = shape.split("x", -1);
    int rows = Integer.parseInt(n[0]);
    int inner = Integer.parseInt(n[1]);
    int columns = Integer.parseInt(n[2]);
    x = normal(rows, inner);
    w = normal(inner, columns);
    y = normal(rows, columns);
    row = normal(1, columns);
    gradient = normal(inner, columns);
    first = Matrix.zeros(inner, columns);
    second = Matrix.zeros(inner, columns);
  }

  private Matrix normal(int rows, int columns) {
    Matrix matrix = Matrix.zeros(rows, columns);
    kernels.normals(1, 0, matrix);
    return matrix;
  }

  /** y = x W. */
  @Benchmark
  public Matrix multiply() {
    kernels.multiply(x, w, y);
    return y;
  }

  /** W = xᵀ y. */
  @Benchmark
  public Matrix multiplyLeftTransposed() {
    kernels.multiplyLeftTransposed(x, y, w);
    return w;
  }

  /** x = y Wᵀ. */
  @Benchmark
  public Matrix multiplyRightTransposed() {
    kernels.multiplyRightTransposed(y, w, x);
    return x;
  }

  /** y = tanh(y + row). */
  @Benchmark
  public Matrix tanh() {
    kernels.addRowTanh(row, y);
    return y;
  }

  /** y = logistic(y + row). */
  @Benchmark
  public Matrix logistic() {
    kernels.addRowLogistic(row, y);
    return y;
  }

  /** Losses and slopes of y. */
  @Benchmark
  public double crossEntropy() {
    return kernels.crossEntropy(y, 0.01f, y);
  }

  /** A step of all of W. */
  @Benchmark
  public Matrix adam() {
    kernels.adam(step, gradient, w, first, second);
    return w;
  }

  /** As many normals as y has elements. */
  @Benchmark
  public Matrix normals() {
    kernels.normals(1, 0, y);
    return y;
  }
}
