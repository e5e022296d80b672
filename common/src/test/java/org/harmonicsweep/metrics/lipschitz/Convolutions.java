package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.harmonicsweep.network.ConvolutionLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.network.ReferenceAffine;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/** Convolutions made for tests. */
final class Convolutions {
  private Convolutions() {}

  /** A convolution of the given weights, no biases. */
  static ConvolutionLayer layer(SampleShape image, int channels, Window window, float[] weights) {
    LayerShape shape = new HiddenLayer.Convolution(channels, window).on(image);
    return new ConvolutionLayer(shape, weights, new float[channels], Activation.LINEAR);
  }

  /** The transpose of a convolution, no biases. */
  static ConvolutionLayer transpose(ConvolutionLayer layer) {
    LayerShape.Convolution shape = (LayerShape.Convolution) layer.shape();
    int rows = shape.weightRows();
    int columns = shape.weightColumns();
    float[] turned = new float[rows * columns];
    for (int i = 0; i < turned.length; i++) {
      turned[i % columns * rows + i / columns] = layer.weights()[i];
    }
    LayerShape transposed =
        new LayerShape.TransposedConvolution(
            /* input= */ shape.output(), /* output= */ shape.input(), shape.window());
    float[] none = new float[transposed.biases()];
    return new ConvolutionLayer(transposed, turned, none, Activation.LINEAR);
  }

  static float[] gaussian(long seed, int count, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  /** The linear half of a layer, written out from its definition, shape [outputs, inputs]. */
  static DMatrixRMaj matrix(Layer layer) {
    ReferenceAffine map = new ReferenceAffine(layer.shape(), i -> layer.weights()[i], i -> 0);
    DMatrixRMaj matrix = new DMatrixRMaj(layer.outputs(), layer.inputs());
    for (int i = 0; i < layer.inputs(); i++) {
      double[] unit = new double[layer.inputs()];
      unit[i] = 1;
      double[] column = map.apply(unit);
      for (int j = 0; j < column.length; j++) {
        matrix.set(j, i, column[j]);
      }
    }
    return matrix;
  }

  /**
   * A mirrored net on images of 9 x 8 pixels and two channels, with three latent values: encoder
   * and decoder, weights of variance scale² / inputs per output.
   */
  static List<Network> random(long seed, Activation activation, double scale) {
    List<HiddenLayer> hidden =
        List.of(
            new HiddenLayer.Convolution(3, new Window(4, 2, 1)),
            new HiddenLayer.Convolution(4, new Window(3, 1, 0)),
            new HiddenLayer.Dense(SampleShape.vector(6)));
    Architecture architecture = new Architecture("test", hidden, new Decoder.Mirror(), activation);
    return random(seed, new SampleShape(9, 8, 2), architecture, scale);
  }

  /**
   * The nets of studies: convolutions of the given channels that halve images, then a dense one.
   */
  static Architecture halving(int dense, int... channels) {
    List<HiddenLayer> hidden = new ArrayList<>();
    for (int count : channels) {
      hidden.add(new HiddenLayer.Convolution(count, new Window(4, 2, 1)));
    }
    hidden.add(new HiddenLayer.Dense(SampleShape.vector(dense)));
    return new Architecture("halving", hidden, new Decoder.Mirror(), Activation.RELU);
  }

  /** Encoder and decoder with three latent values. */
  static List<Network> random(
      long seed, SampleShape image, Architecture architecture, double scale) {
    Activation activation = architecture.activation();
    Model model =
        new Model(
            architecture,
            3,
            Likelihood.GAUSSIAN,
            EncoderVariance.fixed(1),
            1,
            InputNoise.denoising(0));
    Layout layout = Layout.of(model, image);
    List<LayerShape> encoder = new ArrayList<>(layout.encoder());
    encoder.add(layout.heads());
    return List.of(
        network(seed, encoder, activation, scale),
        network(seed + 1000, layout.decoder(), activation, scale));
  }

  private static Network network(
      long seed, List<LayerShape> shapes, Activation activation, double scale) {
    List<Layer> layers = new ArrayList<>();
    for (LayerShape shape : shapes) {
      int count = shape.weightRows() * shape.weightColumns();
      double deviation = scale * Math.sqrt(2.0 / shape.fans());
      float[] biases = gaussian(seed + layers.size() + 500, shape.biases(), 0.3);
      boolean last = layers.size() == shapes.size() - 1;
      layers.add(
          Layer.of(
              shape,
              gaussian(seed + 10L * layers.size(), count, deviation),
              biases,
              last ? Activation.LINEAR : activation));
    }
    return Network.of(layers);
  }

  /** Returns the last layer with another activation. */
  static Network ending(Network network, Activation activation) {
    List<Layer> layers = new ArrayList<>(network.layers());
    Layer last = layers.remove(layers.size() - 1);
    layers.add(Layer.of(last.shape(), last.weights(), last.biases(), activation));
    return Network.of(layers);
  }

  /** Returns the product of all linear halves. */
  static Optional<DMatrixRMaj> product(Network network) {
    return network.layers().stream()
        .map(Convolutions::matrix)
        .reduce((a, b) -> CommonOps_DDRM.mult(b, a, null));
  }
}
