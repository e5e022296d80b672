package org.harmonicsweep.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Tells a worker how many steps it has taken in earlier rounds.
 *
 * <p>Deeplearning4j hands Adam's means on but not the count by which Adam corrects them: every
 * round would take its first steps as if there had been none before, up to three times too long.
 */
final class StepCount implements TrainingHook {
  private static final long serialVersionUID = 1L;

  private int earlier;

  int earlier() {
    return earlier;
  }

  void add(int steps) {
    earlier += steps;
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model model) {
    ComputationGraph graph = (ComputationGraph) model;
    if (graph.getIterationCount() < earlier) {
      graph.getConfiguration().setIterationCount(earlier);
    }
  }

  @Override
  public void preUpdate(DataSet batch, Model model) {
    throw new UnsupportedOperationException("a graph has batches of several arrays");
  }

  @Override
  public void postUpdate(MultiDataSet batch, Model model) {
    // the step was counted
  }

  @Override
  public void postUpdate(DataSet batch, Model model) {
    throw new UnsupportedOperationException("a graph has batches of several arrays");
  }
}
