package org.harmonicsweep.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
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
  private final GraphLayers layers;

  private VaeGraph(Model model, GraphBuilder graph) {
    this.model = model;
    this.graph = graph;
    this.layers = new GraphLayers(graph);
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
    return new Described(graph.build(), vae.layers.affine());
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
    List<LayerShape> shapes = layout.decoder();
    for (int i = 0; i < shapes.size(); i++) {
      LayerShape layer = shapes.get(i);
      Activation activation =
          i == shapes.size() - 1 ? Activation.LINEAR : model.architecture().activation();
      last = affine("decoder-" + i, layer, activation, last, image);
      image = isImage(layer);
    }
    BatchLoss loss =
        model.likelihood() == Likelihood.GAUSSIAN ? new HalfSquaredError() : new CrossEntropy();
    SampleShape output = shapes.get(shapes.size() - 1).output();
    layers.add(
        RECONSTRUCTION,
        loss(loss),
        image ? Optional.of(GraphLayers.flat(output)) : Optional.empty(),
        last);
  }

  private static LossLayer loss(BatchLoss loss) {
    return new LossLayer.Builder(loss).activation(new ActivationIdentity()).build();
  }

  private String affine(
      String name, LayerShape layer, Activation activation, String before, boolean image) {
    layers.add(name, layer, activation, before, image);
    return name;
  }

  private static boolean isImage(LayerShape layer) {
    return layer.match(dense -> false, convolution -> true, transposed -> true);
  }
}
