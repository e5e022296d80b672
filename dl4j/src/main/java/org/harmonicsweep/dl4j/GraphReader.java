package org.harmonicsweep.dl4j;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.harmonicsweep.exchange.ExchangeErrors;
import org.harmonicsweep.exchange.ExchangeException;
import org.harmonicsweep.exchange.ForeignChain;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Window;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Adds the layers of a graph of Deeplearning4j to a network, one after another. */
final class GraphReader {
  private static final String LAYERS =
      "DenseLayer, OutputLayer, ConvolutionLayer, Deconvolution2D and Cropping2D after it,"
          + " ActivationLayer, LossLayer, DropoutLayer, and rows made images or images rows";

  private final String file;
  private final ComputationGraph graph;
  private final ForeignChain network;

  GraphReader(String file, ComputationGraph graph, ForeignChain network) {
    this.file = file;
    this.graph = graph;
    this.network = network;
  }

  static String place(String name, Object what) {
    return "layer '%s' (%s)".formatted(name, what.getClass().getSimpleName());
  }

  static ExchangeException unknown(String file, String place) {
    return ExchangeErrors.unknownLayer(file, place, LAYERS);
  }

  void add(String name, InputPreProcessor step) {
    if (step instanceof CnnToFeedForwardPreProcessor) {
      network.flatten();
    } else if (step instanceof FeedForwardToCnnPreProcessor images) {
      network.image(
          place(name, step),
          images.getNumChannels(),
          images.getInputHeight(),
          images.getInputWidth());
    } else {
      throw unknown(file, place(name, step));
    }
  }

  void add(String name, Layer layer) {
    String place = place(name, layer);
    if (layer instanceof DenseLayer dense) {
      if (dense.hasLayerNorm()) {
        throw unsupported(place, "it normalises", "without layer normalisation");
      }
      dense(name, place, dense.hasBias(), dense.getActivationFn());
    } else if (layer instanceof OutputLayer dense) {
      dense(name, place, dense.hasBias(), dense.getActivationFn());
    } else if (layer instanceof Deconvolution2D transposed) {
      Window window = window(place, transposed);
      network.transposed(
          place,
          window,
          new ForeignChain.Extra(0, 0),
          values(name + "_W"),
          biases(name, transposed.hasBias(), transposed.getNOut()));
      activation(place, transposed.getActivationFn());
    } else if (layer instanceof ConvolutionLayer convolution
        && layer.getClass() == ConvolutionLayer.class) {
      network.convolution(
          place,
          window(place, convolution),
          values(name + "_W"),
          biases(name, convolution.hasBias(), convolution.getNOut()));
      activation(place, convolution.getActivationFn());
    } else {
      withoutWeights(place, layer);
    }
  }

  private void withoutWeights(String place, Layer layer) {
    if (layer instanceof Cropping2D cropping) {
      int[] cut = cropping.getCropping();
      if (Arrays.stream(cut).anyMatch(pixels -> pixels != 0)) {
        network.crop(place, cut[0], cut[1], cut[2], cut[3]);
      }
    } else if (layer instanceof ActivationLayer alone) {
      activation(place, alone.getActivationFn());
    } else if (layer instanceof LossLayer loss) {
      activation(place, loss.getActivationFn());
    } else if (!(layer instanceof DropoutLayer)) { // a trained network drops nothing
      throw unknown(file, place);
    }
  }

  private void dense(String name, String place, boolean hasBias, IActivation activation) {
    long outputs = graph.getParam(name + "_W").size(1);
    network.dense(place, values(name + "_W"), biases(name, hasBias, outputs));
    activation(place, activation);
  }

  private float[] biases(String name, boolean hasBias, long count) {
    return hasBias ? values(name + "_b") : new float[Math.toIntExact(count)];
  }

  private float[] values(String parameter) {
    return graph.getParam(parameter).dup('c').data().asFloat();
  }

  private Window window(String place, ConvolutionLayer layer) {
    if (layer.getCnn2dDataFormat() != CNN2DFormat.NCHW) {
      throw unsupported(place, "channels last", "channels first");
    }
    ConvolutionMode mode = layer.getConvolutionMode();
    if (mode != ConvolutionMode.Truncate && mode != ConvolutionMode.Strict) {
      throw unsupported(place, "convolution mode " + mode, "Truncate or Strict");
    }
    long kernel = alike(place, "kernel", layer.getKernelSize());
    long stride = alike(place, "stride", layer.getStride());
    long padding = alike(place, "padding", layer.getPadding());
    if (alike(place, "dilation", layer.getDilation()) != 1) {
      throw unsupported(place, "it is dilated", "plain");
    }
    return network.window(place, kernel, stride, padding);
  }

  private long alike(String place, String setting, int[] sides) {
    return network.alike(place, setting, Arrays.stream(sides).asLongStream().boxed().toList());
  }

  private void activation(String place, IActivation function) {
    if (function instanceof ActivationLReLU leaky) {
      float slope = (float) leaky.getAlpha();
      if (slope != Activation.LEAK) {
        throw ExchangeErrors.otherLeak(file, place, slope);
      }
      network.activation(place, Activation.LEAKY_RELU);
    } else if (function instanceof ActivationTanH) {
      network.activation(place, Activation.TANH);
    } else if (function instanceof ActivationSigmoid) {
      network.activation(place, Activation.LOGISTIC);
    } else if (function instanceof ActivationReLU && function.equals(new ActivationReLU())) {
      network.activation(place, Activation.RELU);
    } else if (!(function instanceof ActivationIdentity)) {
      throw unsupported(
          place,
          "the activation " + function,
          "identity, relu, tanh, sigmoid, or leakyrelu of " + Activation.LEAK);
    }
  }

  private ExchangeException unsupported(String place, String found, String allowed) {
    return ExchangeErrors.unsupported(file, place, found, allowed);
  }
}
