package org.harmonicsweep.dl4j;

import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.training.Learner;
import org.harmonicsweep.training.ModelInTraining;

/** Trains a model as a graph of Deeplearning4j, step by step on the strict engine's batches. */
final class Dl4jLearner implements Learner {
  private final ModelInTraining model;
  private final GraphOfModel graph;
  private long begun;

  Dl4jLearner(ModelInTraining model) {
    this.model = model;
    this.graph = new GraphOfModel(model);
  }

  @Override
  public Epoch train(int epoch) {
    long step = (long) (epoch - 1) * model.steps();
    double sum = 0;
    for (int i = 0; i < model.steps(); i++) {
      step++;
      double loss = step(step);
      if (!Double.isFinite(loss)) {
        return new Epoch(loss, step);
      }
      sum += loss;
    }
    model.replace(graph.layers());
    return new Epoch(sum / model.steps(), step);
  }

  private double step(long step) {
    begun = step;
    Interruption.check();
    graph.graph().fit(graph.batch(step));
    return graph.graph().score();
  }

  @Override
  public long begun() {
    return begun;
  }

  @Override
  public void close() {
    graph.close();
  }
}
