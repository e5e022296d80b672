package org.harmonicsweep.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.harmonicsweep.exchange.ChannelsFirst;
import org.harmonicsweep.training.LayerParameters;
import org.harmonicsweep.training.ModelInTraining;
import org.harmonicsweep.trial.SampleShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The graph of a model, with the model's batches and parameters in Deeplearning4j's layout. */
final class GraphOfModel implements AutoCloseable {
  private final ModelInTraining model;
  private final SampleShape shape;
  private final ComputationGraph graph;
  private final List<String> affine;

  /** Creates the graph with the parameters that the model has. */
  GraphOfModel(ModelInTraining model) {
    this.model = model;
    this.shape = model.trial().data().shape();
    VaeGraph.Described described =
        VaeGraph.of(model.trial().model(), model.layout(), model.trial().training().learningRate());
    this.affine = described.affine();
    this.graph = new ComputationGraph(described.configuration());
    graph.init();
    fill(model.layers());
  }

  ComputationGraph graph() {
    return graph;
  }

  /** Returns a step's batch. */
  MultiDataSet batch(long step) {
    return pieces(step, model.rows()).get(0);
  }

  /** Returns a step's batch cut into pieces of at most so many rows. */
  List<MultiDataSet> pieces(long step, int most) {
    ModelInTraining.Batch batch = model.batch(step);
    float[] inputs = ChannelsFirst.samples(batch.input(), shape);
    float[] targets = ChannelsFirst.samples(batch.target(), shape);
    List<MultiDataSet> pieces = new ArrayList<>();
    for (int row = 0; row < model.rows(); row += most) {
      int rows = Math.min(most, model.rows() - row);
      INDArray[] features = {rows(inputs, row, rows), rows(batch.noise(), row, rows)};
      INDArray[] labels = {rows(targets, row, rows), noLabels(rows)};
      pieces.add(new org.nd4j.linalg.dataset.MultiDataSet(features, labels));
    }
    return pieces;
  }

  /** The divergence looks at no target, but the graph wants one for each output. */
  private INDArray noLabels(int rows) {
    return Nd4j.zeros(rows, model.layout().heads().output().size());
  }

  private INDArray rows(float[] values, int row, int rows) {
    int columns = values.length / model.rows();
    float[] some = new float[rows * columns];
    System.arraycopy(values, row * columns, some, 0, some.length);
    return Nd4j.create(some, new long[] {rows, columns}, 'c');
  }

  private void fill(List<LayerParameters> layers) {
    for (int i = 0; i < layers.size(); i++) {
      LayerParameters layer = layers.get(i);
      NetworkGraph.fill(graph, affine.get(i), layer.shape(), layer.weights(), layer.biases());
    }
  }

  /** Returns the parameters that the graph has now. */
  List<LayerParameters> layers() {
    List<LayerParameters> layers = new ArrayList<>();
    for (LayerParameters layer : model.layers()) {
      int i = layers.size();
      layers.add(ours(layer, values(weights(i)), values(biases(i))));
    }
    return layers;
  }

  /** Returns the gradient of a step's mean loss, by layer; nothing is changed. */
  List<LayerParameters> gradients(long step) {
    MultiDataSet batch = batch(step);
    graph.setInputs(batch.getFeatures());
    graph.setLabels(batch.getLabels());
    graph.computeGradientAndScore();
    Gradient sums = graph.gradient();
    List<LayerParameters> gradients = new ArrayList<>();
    for (LayerParameters layer : model.layers()) {
      String name = affine.get(gradients.size());
      // the sum over the rows, which the updater divides
      float[] weights = values(sums.getGradientFor(name + "_W").div(model.rows()));
      float[] biases = values(sums.getGradientFor(name + "_b").div(model.rows()));
      gradients.add(ours(layer, weights, biases));
    }
    return gradients;
  }

  private static LayerParameters ours(LayerParameters layer, float[] weights, float[] biases) {
    return new LayerParameters(
        layer.shape(),
        layer.activation(),
        ChannelsFirst.ourWeights(layer.shape(), weights),
        ChannelsFirst.ourBiases(layer.shape(), biases));
  }

  private INDArray weights(int layer) {
    return graph.getParam(affine.get(layer) + "_W");
  }

  private INDArray biases(int layer) {
    return graph.getParam(affine.get(layer) + "_b");
  }

  private static float[] values(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  @Override
  public void close() {
    graph.close();
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }
}
