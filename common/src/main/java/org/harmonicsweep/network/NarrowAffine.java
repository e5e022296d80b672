package org.harmonicsweep.network;

import java.util.List;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.kernel.SampleLanes;
import org.harmonicsweep.kernel.Stencil;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;

/**
 * A convolution or a transposed one of few channels, on samples side by side: they fill the lanes
 * that the channels would leave empty, and nothing is gathered or scattered.
 *
 * <p>A gradient by a weight is one sum for the samples of each remainder modulo {@link
 * Stencil#SAMPLES}, over blocks and then places, and these are added to 0 in order.
 */
final class NarrowAffine implements Affine {
  private final Kernels kernels;
  private final Matrix weights;
  private final Matrix biases;
  private final Directions directions;
  private final Side input;
  private final Side output;
  private final Side image;
  private final Side places;
  private final List<Directions.Pass> forward;
  private final List<Directions.Pass> backward;
  private final Matrix derivatives;

  /** What to do with a block of samples: its first one, and how many there are. */
  private interface Block {
    void on(int first, int count);
  }

  /** One end of the map: how its samples lie, and scratch for them. */
  private record Side(SampleLanes layout, Matrix lanes) {
    static Side of(SampleLanes layout) {
      return new Side(layout, layout.zeros());
    }

    void lay(Matrix samples) {
      layout.lay(samples, lanes);
    }

    void take(Matrix samples) {
      layout.take(lanes, samples);
    }

    Matrix pixels(Matrix samples) {
      return samples.reshaped(samples.rows() * layout.height() * layout.width());
    }
  }

  private NarrowAffine(
      Kernels kernels, Matrix weights, Matrix biases, Directions directions, boolean transposed) {
    this.kernels = kernels;
    this.weights = weights;
    this.biases = biases;
    this.directions = directions;
    this.image = Side.of(directions.image);
    this.places = Side.of(directions.places);
    this.input = transposed ? places : image;
    this.output = transposed ? image : places;
    this.forward = transposed ? directions.spreading : List.of(directions.gathering);
    this.backward = transposed ? List.of(directions.gathering) : directions.spreading;
    this.derivatives = Matrix.zeros(weights.size(), Stencil.SAMPLES);
  }

  /** The map of a convolution. */
  static NarrowAffine of(
      LayerShape.Convolution layer, Kernels kernels, Matrix weights, Matrix biases) {
    return new NarrowAffine(kernels, weights, biases, new Directions(layer), false);
  }

  /** The map of a transposed convolution. */
  static NarrowAffine of(
      LayerShape.TransposedConvolution layer, Kernels kernels, Matrix weights, Matrix biases) {
    return new NarrowAffine(kernels, weights, biases, new Directions(layer), true);
  }

  @Override
  public void apply(Activation activation, Matrix x, Matrix y) {
    differential(x, y);
    Nonlinearity.activate(kernels, activation, biases, output.pixels(y));
  }

  @Override
  public void differential(Matrix v, Matrix y) {
    run(forward, input, v, output, y);
  }

  @Override
  public void transposed(Matrix u, Matrix x) {
    run(backward, output, u, input, x);
  }

  private void run(List<Directions.Pass> passes, Side from, Matrix x, Side to, Matrix y) {
    List<Matrix> factors = factors(passes);
    forEachBlock(
        x.rows(),
        (first, count) -> {
          from.lay(x.rows(first, count));
          convolve(passes, factors, from, to);
          to.take(y.rows(first, count));
        });
  }

  private void convolve(List<Directions.Pass> passes, List<Matrix> factors, Side from, Side to) {
    for (int i = 0; i < passes.size(); i++) {
      kernels.convolve(passes.get(i).stencil(), from.lanes(), factors.get(i), to.lanes());
    }
  }

  @Override
  public void gradient(Matrix x, Matrix u, Gradient gradient) {
    backward(x, u, gradient, (first, count) -> {});
  }

  @Override
  public void gradients(Matrix x, Matrix u, Gradient gradient, Matrix xGradient) {
    List<Matrix> factors = factors(backward);
    backward(
        x,
        u,
        gradient,
        (first, count) -> {
          convolve(backward, factors, output, input);
          input.take(xGradient.rows(first, count));
        });
  }

  private void backward(Matrix x, Matrix u, Gradient gradient, Block also) {
    derivatives.clear();
    Stencil stencil = directions.gathering.stencil();
    forEachBlock(
        x.rows(),
        (first, count) -> {
          input.lay(x.rows(first, count));
          output.lay(u.rows(first, count));
          kernels.addCorrelations(stencil, image.lanes(), places.lanes(), derivatives);
          also.on(first, count);
        });
    int[] goals = directions.gathering.weights();
    for (int i = 0; i < goals.length; i++) {
      float sum = 0;
      for (int sample = 0; sample < Stencil.SAMPLES; sample++) {
        sum += derivatives.values()[i * Stencil.SAMPLES + sample];
      }
      gradient.weights().values()[gradient.weights().offset() + goals[i]] = sum;
    }
    kernels.sumRows(output.pixels(u), gradient.biases());
  }

  /** Returns the weights of each pass as the matrix that it takes. */
  private List<Matrix> factors(List<Directions.Pass> passes) {
    return passes.stream().map(this::factor).toList();
  }

  private Matrix factor(Directions.Pass pass) {
    int[] chosen = pass.weights();
    Matrix factor = Matrix.zeros(chosen.length / pass.channels(), pass.channels());
    for (int i = 0; i < chosen.length; i++) {
      factor.values()[i] = weights.values()[weights.offset() + chosen[i]];
    }
    return factor;
  }

  private static void forEachBlock(int rows, Block block) {
    for (int first = 0; first < rows; first += Stencil.SAMPLES) {
      block.on(first, Math.min(Stencil.SAMPLES, rows - first));
    }
  }
}
