package org.harmonicsweep.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Puts our layers into a graph as layers of Deeplearning4j. */
final class GraphLayers {
  private final GraphBuilder graph;
  private final List<String> affine = new ArrayList<>();

  GraphLayers(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Returns the names of the layers with weights, in the order in which they were put. */
  List<String> affine() {
    return List.copyOf(affine);
  }

  /**
   * Adds a layer.
   *
   * @param name of what gives its output
   * @param image whether the layer before gives images, and not rows
   */
  void add(String name, LayerShape layer, Activation activation, String before, boolean image) {
    Optional<InputPreProcessor> flat = image ? Optional.of(flat(layer.input())) : Optional.empty();
    Optional<InputPreProcessor> images =
        image ? Optional.empty() : Optional.of(images(layer.input()));
    affine.add(
        layer.match(
            dense -> add(name, dense(dense, activation), flat, before),
            convolution -> add(name, convolution(convolution, activation), images, before),
            transposed -> {
              String whole = name + "-whole";
              add(whole, transposed(transposed, activation), images, before);
              add(name, cropping(transposed), Optional.empty(), whole);
              return whole;
            }));
  }

  /** Adds any layer and returns its name. */
  String add(String name, Layer layer, Optional<InputPreProcessor> before, String input) {
    before.ifPresentOrElse(
        preProcessor -> graph.addLayer(name, layer, preProcessor, input),
        () -> graph.addLayer(name, layer, input));
    return name;
  }

  private static Layer dense(LayerShape.Dense dense, Activation activation) {
    return new DenseLayer.Builder()
        .nIn(dense.input().size())
        .nOut(dense.output().size())
        .activation(activation(activation))
        .build();
  }

  private static Layer convolution(LayerShape.Convolution convolution, Activation activation) {
    Window window = convolution.window();
    return new ConvolutionLayer.Builder()
        .kernelSize(window.kernel(), window.kernel())
        .stride(window.stride(), window.stride())
        .padding(window.padding(), window.padding())
        .convolutionMode(ConvolutionMode.Truncate)
        .nIn(convolution.input().channels())
        .nOut(convolution.output().channels())
        .activation(activation(activation))
        .build();
  }

  /** Without padding, which cuts all sides alike: {@link #cropping} cuts what is too much. */
  private static Layer transposed(
      LayerShape.TransposedConvolution transposed, Activation activation) {
    Window window = transposed.window();
    return new Deconvolution2D.Builder()
        .kernelSize(window.kernel(), window.kernel())
        .stride(window.stride(), window.stride())
        .padding(0, 0)
        .convolutionMode(ConvolutionMode.Truncate)
        .nIn(transposed.input().channels())
        .nOut(transposed.output().channels())
        .activation(activation(activation))
        .build();
  }

  private static Layer cropping(LayerShape.TransposedConvolution transposed) {
    int padding = transposed.window().padding();
    return new Cropping2D(
        padding,
        end(transposed, transposed.input().height(), transposed.output().height()),
        padding,
        end(transposed, transposed.input().width(), transposed.output().width()));
  }

  private static int end(LayerShape.TransposedConvolution transposed, int from, int to) {
    int end = beyond(transposed.window(), from, to);
    if (end < 0) {
      throw new IllegalArgumentException(
          "the engine dl4j has no transposed convolution with more extra pixels than padding: %s from %s to %s; take engine strict"
              .formatted(transposed.window(), transposed.input(), transposed.output()));
    }
    return end;
  }

  /**
   * Returns how many pixels are cut at the end of a side; below 0 if there would have to be more.
   */
  static int beyond(Window window, int from, int to) {
    return (from - 1) * window.stride() + window.kernel() - window.padding() - to;
  }

  static InputPreProcessor flat(SampleShape shape) {
    return new CnnToFeedForwardPreProcessor(shape.height(), shape.width(), shape.channels());
  }

  static InputPreProcessor images(SampleShape shape) {
    return new FeedForwardToCnnPreProcessor(shape.height(), shape.width(), shape.channels());
  }

  private static IActivation activation(Activation activation) {
    return switch (activation) {
      case LINEAR -> new ActivationIdentity();
      case RELU -> new ActivationReLU();
      case LEAKY_RELU -> new ActivationLReLU(Activation.LEAK);
      case TANH -> new ActivationTanH();
      case LOGISTIC -> new ActivationSigmoid();
    };
  }
}
