package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.function.Function;

/** An affine layer with all its sizes. */
public sealed interface LayerShape extends Serializable {

  /** Returns the shape of one input. */
  SampleShape input();

  /** Returns the shape of one output. */
  SampleShape output();

  /** Returns the rows of the weights as a matrix, as each case lays it out. */
  int weightRows();

  /** Returns the columns of the weights as a matrix. */
  int weightColumns();

  /** Returns the number of biases: one per output, or per channel of a convolution. */
  int biases();

  /** Returns the multiplications, each with an addition, of one pass of one sample. */
  long products();

  /**
   * Returns the weights into one output and out of one input together, edges of an image aside:
   * what initial weights are scaled by.
   */
  int fans();

  /** Folds over the three cases. */
  <R> R match(
      Function<Dense, R> dense,
      Function<Convolution, R> convolution,
      Function<TransposedConvolution, R> transposed);

  /** Returns the number of weights and biases. */
  default long parameters() {
    return (long) weightRows() * weightColumns() + biases();
  }

  /** Weights {@code [inputs, outputs]}. */
  record Dense(SampleShape input, SampleShape output) implements LayerShape {
    public Dense {
      requireNonNull(input, "input is null");
      requireNonNull(output, "output is null");
    }

    @Override
    public int weightRows() {
      return input.size();
    }

    @Override
    public int weightColumns() {
      return output.size();
    }

    @Override
    public int biases() {
      return output.size();
    }

    @Override
    public long products() {
      return (long) input.size() * output.size();
    }

    @Override
    public int fans() {
      return input.size() + output.size();
    }

    @Override
    public <R> R match(
        Function<Dense, R> dense,
        Function<Convolution, R> convolution,
        Function<TransposedConvolution, R> transposed) {
      return dense.apply(this);
    }
  }

  /**
   * Weights {@code [kernel row · kernel column · input channel, output channel]}; output pixel (y,
   * x) sees the input from (y · stride − padding, x · stride − padding) on, zeros outside.
   */
  record Convolution(SampleShape input, SampleShape output, Window window) implements LayerShape {
    public Convolution {
      if (output.height() != window.places(input.height())
          || output.width() != window.places(input.width())) {
        throw new IllegalArgumentException(
            "a convolution %s of %s does not give %s".formatted(window, input, output));
      }
    }

    @Override
    public int weightRows() {
      return window.kernel() * window.kernel() * input.channels();
    }

    @Override
    public int weightColumns() {
      return output.channels();
    }

    @Override
    public int biases() {
      return output.channels();
    }

    @Override
    public long products() {
      return (long) output.pixels() * weightRows() * weightColumns();
    }

    @Override
    public int fans() {
      return window.kernel() * window.kernel() * (input.channels() + output.channels());
    }

    @Override
    public <R> R match(
        Function<Dense, R> dense,
        Function<Convolution, R> convolution,
        Function<TransposedConvolution, R> transposed) {
      return convolution.apply(this);
    }
  }

  /**
   * The transpose of the convolution with the same window from output to input. Weights {@code
   * [input channel, kernel row · kernel column · output channel]}: input pixel (y, x) adds to the
   * output from (y · stride − padding, x · stride − padding) on.
   */
  record TransposedConvolution(SampleShape input, SampleShape output, Window window)
      implements LayerShape {
    public TransposedConvolution {
      if (input.height() != window.places(output.height())
          || input.width() != window.places(output.width())) {
        throw new IllegalArgumentException(
            "a transposed convolution %s of %s does not give %s".formatted(window, input, output));
      }
    }

    @Override
    public int weightRows() {
      return input.channels();
    }

    @Override
    public int weightColumns() {
      return window.kernel() * window.kernel() * output.channels();
    }

    @Override
    public int biases() {
      return output.channels();
    }

    @Override
    public long products() {
      return (long) input.pixels() * weightRows() * weightColumns();
    }

    @Override
    public int fans() {
      return window.kernel() * window.kernel() * (input.channels() + output.channels());
    }

    @Override
    public <R> R match(
        Function<Dense, R> dense,
        Function<Convolution, R> convolution,
        Function<TransposedConvolution, R> transposed) {
      return transposed.apply(this);
    }
  }
}
