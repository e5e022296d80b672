package org.harmonicsweep.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A variational autoencoder as a graph of Deeplearning4j.
 *
 * <p>Inputs: {@link #INPUT} and {@link #NOISE}, ε of the reparameterisation z = μ + σ ε. Outputs:
 * the reconstruction loss, then the weighted divergence; their sum is the loss.
 */
final class VaeGraph {
  static final String INPUT = "input";
  static final String NOISE = "noise";

  private static final String HEADS = "heads";
  private static final String RECONSTRUCTION = "reconstruction";
  private static final String DIVERGENCE = "divergence";

  private final Model model;
  private final GraphBuilder graph;
  private final List<String> affine = new ArrayList<>();

  private VaeGraph(Model model, GraphBuilder graph) {
    this.model = model;
    this.graph = graph;
  }

  /**
   * A graph.
   *
   * @param configuration for Deeplearning4j
   * @param affine names of the layers with weights, in the order of the model's
   */
  record Described(ComputationGraphConfiguration configuration, List<String> affine) {}

  /** Returns the graph of a model. */
  static Described of(Model model, Layout layout, double learningRate) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(learningRate, 0.9, 0.999, 1e-8))
            .graphBuilder()
            .addInputs(INPUT, NOISE);
    VaeGraph vae = new VaeGraph(model, graph);
    String code = vae.encoder(layout);
    vae.decoder(layout, vae.sample(code));
    graph.setOutputs(RECONSTRUCTION, DIVERGENCE);
    return new Described(graph.build(), List.copyOf(vae.affine));
  }

  private String encoder(Layout layout) {
    String last = INPUT;
    boolean image = false;
    for (int i = 0; i < layout.encoder().size(); i++) {
      LayerShape layer = layout.encoder().get(i);
      last = affine("encoder-" + i, layer, model.architecture().activation(), last, image);
      image = isImage(layer);
    }
    return affine(HEADS, layout.heads(), Activation.LINEAR, last, image);
  }

  /** z = μ + σ ε. */
  private String sample(String code) {
    int latent = model.latent();
    String mean =
        model
            .encoderVariance()
            .match(
                fixed -> {
                  graph.addVertex("scaled", new ScaleVertex((float) Math.sqrt(fixed)), NOISE);
                  return code;
                },
                () -> {
                  graph.addVertex("mean", new SubsetVertex(0, latent - 1), code);
                  graph.addVertex("log-variance", new SubsetVertex(latent, 2 * latent - 1), code);
                  graph.addLayer(
                      "deviation",
                      new ActivationLayer.Builder().activation(new Deviation()).build(),
                      "log-variance");
                  graph.addVertex(
                      "scaled",
                      new ElementWiseVertex(ElementWiseVertex.Op.Product),
                      "deviation",
                      NOISE);
                  return "mean";
                });
    graph.addVertex("sample", new ElementWiseVertex(ElementWiseVertex.Op.Add), mean, "scaled");
    graph.addLayer(
        DIVERGENCE, loss(new Divergence(model.encoderVariance(), model.klWeight())), code);
    return "sample";
  }

  private void decoder(Layout layout, String sample) {
    String last = sample;
    boolean image = false;
    List<LayerShape> layers = layout.decoder();
    for (int i = 0; i < layers.size(); i++) {
      LayerShape layer = layers.get(i);
      Activation activation =
          i == layers.size() - 1 ? Activation.LINEAR : model.architecture().activation();
      last = affine("decoder-" + i, layer, activation, last, image);
      image = isImage(layer);
    }
    BatchLoss loss =
        model.likelihood() == Likelihood.GAUSSIAN ? new HalfSquaredError() : new CrossEntropy();
    SampleShape output = layers.get(layers.size() - 1).output();
    add(RECONSTRUCTION, loss(loss), image ? Optional.of(flat(output)) : Optional.empty(), last);
  }

  private static LossLayer loss(BatchLoss loss) {
    return new LossLayer.Builder(loss).activation(new ActivationIdentity()).build();
  }

  /**
   * Adds a layer.
   *
   * @param image whether the layer before gives images, and not rows
   * @return the name of what gives its output
   */
  private String affine(
      String name, LayerShape layer, Activation activation, String before, boolean image) {
    affine.add(name);
    Optional<InputPreProcessor> flat = image ? Optional.of(flat(layer.input())) : Optional.empty();
    Optional<InputPreProcessor> images =
        image ? Optional.empty() : Optional.of(images(layer.input()));
    return layer.match(
        dense -> add(name, dense(dense, activation), flat, before),
        convolution -> add(name, convolution(convolution, activation), images, before),
        transposed -> {
          add(name, transposed(transposed, activation), images, before);
          return add(name + "-cropped", cropping(transposed), Optional.empty(), name);
        });
  }

  private String add(String name, Layer layer, Optional<InputPreProcessor> before, String input) {
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
    Window window = transposed.window();
    int end = (from - 1) * window.stride() + window.kernel() - window.padding() - to;
    if (end < 0) {
      throw new IllegalArgumentException(
          "the engine dl4j has no transposed convolution with more extra pixels than padding: %s from %s to %s; take engine strict"
              .formatted(window, transposed.input(), transposed.output()));
    }
    return end;
  }

  private static boolean isImage(LayerShape layer) {
    return layer.match(dense -> false, convolution -> true, transposed -> true);
  }

  private static InputPreProcessor flat(SampleShape shape) {
    return new CnnToFeedForwardPreProcessor(shape.height(), shape.width(), shape.channels());
  }

  private static InputPreProcessor images(SampleShape shape) {
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
