package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/** One training from initial weights to the outcome; all that changes on the way is in here. */
final class TrainingRun {
  private final Trial trial;
  private final Training training;
  private final double klWeight;
  private final Kernels kernels;
  private final Minibatches minibatches;
  private final HeldOut heldOut;
  private final Vae vae;
  private long begun;

  TrainingRun(Trial trial, DataSplit data, Kernels kernels) {
    this.trial = trial;
    this.training = trial.training();
    this.klWeight = trial.model().klWeight();
    this.kernels = kernels;
    this.minibatches = new Minibatches(kernels, trial, data.training());
    this.heldOut = new HeldOut(kernels, trial, data.test());
    int rows = Math.max(minibatches.rows(), Math.min(HeldOut.ROWS, data.test().samples()));
    this.vae = new Vae(kernels, trial.model(), trial.data().shape(), rows);
    new InitialWeights(trial.seeds()).fill(vae);
  }

  TrainingOutcome train() {
    try {
      return trained();
    } catch (CancellationException e) {
      throw new TrainingCancelled(trial.id(), begun, e);
    }
  }

  private TrainingOutcome trained() {
    List<EpochLosses> curve = new ArrayList<>();
    long step = 0;
    for (int epoch = 1; epoch <= training.epochs(); epoch++) {
      double sum = 0;
      for (int i = 0; i < minibatches.steps(); i++) {
        step++;
        double loss = step(step);
        if (!Double.isFinite(loss)) {
          return new TrainingOutcome.Diverged(step);
        }
        sum += loss;
      }
      EpochLosses losses = heldOut.losses(vae, epoch, step, sum / minibatches.steps());
      if (!Double.isFinite(losses.testElbo())) {
        return new TrainingOutcome.Diverged(step);
      }
      curve.add(losses);
    }
    return new TrainingOutcome.Trained(new TrainedNetworks(vae, trial.model()).with(curve));
  }

  /** Takes one step and returns the loss before it, in nats per sample. */
  double step(long step) {
    begun = step;
    Interruption.check();
    Vae.BatchLosses losses = vae.differentiate(minibatches.batch(step), klWeight);
    vae.parameters().step(kernels, training.learningRate());
    return losses.total(klWeight) / minibatches.rows();
  }
}
