package org.harmonicsweep.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.training.Learner;
import org.harmonicsweep.training.ModelInTraining;
import org.harmonicsweep.trial.Averaging;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Trains a model by copies of one graph on many executors: parameter averaging of DL4J Spark.
 *
 * <p>The strict engine's batches are cut into pieces of a worker's batch and dealt out in turn. A
 * round gives every worker as many pieces as there are steps between two averages, and is one Spark
 * job; so which worker sees what depends on nothing but the trial.
 */
final class AveragedLearner implements Learner {
  private final ModelInTraining model;
  private final Averaging averaging;
  private final JavaSparkContext spark;
  private final GraphOfModel graph;
  private final SparkComputationGraph averaged;
  private long begun;
  private final StepCount steps = new StepCount();

  AveragedLearner(ModelInTraining model, Averaging averaging, JavaSparkContext spark) {
    this.model = model;
    this.averaging = averaging;
    this.spark = spark;
    this.graph = new GraphOfModel(model);
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(averaging.workers(), averaging.workerBatch())
            .batchSizePerWorker(averaging.workerBatch())
            .averagingFrequency(averaging.frequency())
            .aggregationDepth(averaging.depth())
            .workerPrefetchNumBatches(0)
            .saveUpdater(true)
            .trainingHooks(List.of(steps))
            .repartionData(Repartition.Never)
            // the other way goes through files on a file system that all executors share
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .build();
    this.averaged = new SparkComputationGraph(spark, graph.graph(), master);
  }

  /**
   * Starts ND4J on the executors. Where it does not start, a round would fail before a line of ours
   * runs: when its arrays arrive.
   *
   * @throws IllegalStateException if it finds no native library on one
   */
  static void start(JavaSparkContext spark, Averaging averaging) {
    int tasks = Math.max(averaging.workers(), spark.defaultParallelism());
    spark
        .parallelize(Collections.nCopies(tasks, 0), tasks)
        .map(any -> NativeLibraries.start().orElse(""))
        .collect()
        .stream()
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
  }

  /**
   * {@inheritDoc}
   *
   * <p>The loss is the mean over the rounds of what Deeplearning4j reports of one: that of each
   * worker's last step, averaged over the workers.
   */
  @Override
  public Epoch train(int epoch) {
    long step = (long) (epoch - 1) * model.steps();
    int piecesPerRound = averaging.workers() * averaging.frequency();
    List<MultiDataSet> pieces = new ArrayList<>();
    double sum = 0;
    int rounds = 0;
    for (int i = 1; i <= model.steps(); i++) {
      step++;
      pieces.addAll(graph.pieces(step, averaging.workerBatch()));
      while (pieces.size() >= piecesPerRound || (i == model.steps() && !pieces.isEmpty())) {
        List<MultiDataSet> round = pieces.subList(0, Math.min(piecesPerRound, pieces.size()));
        double loss = round(round, step);
        round.clear();
        if (!Double.isFinite(loss)) {
          return new Epoch(loss, step);
        }
        sum += loss;
        rounds++;
      }
    }
    model.replace(graph.layers());
    return new Epoch(sum / rounds, step);
  }

  private double round(List<MultiDataSet> pieces, long step) {
    begun = step;
    Interruption.check();
    int workers = Math.min(averaging.workers(), pieces.size());
    JavaRDD<MultiDataSet> dealt =
        spark
            .parallelize(dealt(pieces, workers), workers)
            .mapPartitions(
                own -> {
                  Dl4jProvider.start();
                  return own;
                });
    fit(dealt, step);
    steps.add((pieces.size() + workers - 1) / workers);
    return averaged.getScore();
  }

  /** What ends a Spark job says nothing of the trial: it has then no result, as if interrupted. */
  private void fit(JavaRDD<MultiDataSet> dealt, long step) {
    try {
      averaged.fitMultiDataSet(dealt);
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause != null
          && !(cause instanceof InterruptedException)
          && !(cause instanceof SparkException)) {
        cause = cause.getCause();
      }
      if (cause == null) {
        throw e;
      }
      CancellationException stopped =
          new CancellationException(
              "Spark ended the job of step %d of trial %s: %s"
                  .formatted(step, model.trial().id(), cause.getMessage()));
      stopped.initCause(e);
      throw stopped;
    }
  }

  /** Returns the pieces by worker, each worker's in order. */
  private static List<MultiDataSet> dealt(List<MultiDataSet> pieces, int workers) {
    List<MultiDataSet> dealt = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      for (int i = worker; i < pieces.size(); i += workers) {
        dealt.add(pieces.get(i));
      }
    }
    return dealt;
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
