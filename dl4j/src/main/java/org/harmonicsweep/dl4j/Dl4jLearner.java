package org.harmonicsweep.dl4j;

import org.harmonicsweep.training.ModelInTraining;
import org.harmonicsweep.training.StepwiseLearner;

/** Trains a model as a graph of Deeplearning4j, step by step on the strict engine's batches. */
final class Dl4jLearner extends StepwiseLearner {
  private final ModelInTraining model;
  private final GraphOfModel graph;

  Dl4jLearner(ModelInTraining model) {
    super(model.steps());
    this.model = model;
    this.graph = new GraphOfModel(model);
  }

  @Override
  protected double step(long step) {
    graph.graph().fit(graph.batch(step));
    return graph.graph().score();
  }

  @Override
  protected void finish() {
    model.replace(graph.layers());
  }

  @Override
  public void close() {
    graph.close();
  }
}
