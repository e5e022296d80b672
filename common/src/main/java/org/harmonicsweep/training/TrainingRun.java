package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Trial;

/** One training from initial weights to the outcome; all that changes on the way is in here. */
final class TrainingRun {
  private final Trial trial;
  private final Kernels kernels;
  private final Minibatches minibatches;
  private final HeldOut heldOut;
  private final Vae vae;

  TrainingRun(Trial trial, DataSplit data, Kernels kernels) {
    this.trial = trial;
    this.kernels = kernels;
    this.minibatches = new Minibatches(kernels, trial, data.training());
    this.heldOut = new HeldOut(kernels, trial, data.test());
    int rows = Math.max(minibatches.rows(), Math.min(HeldOut.ROWS, data.test().samples()));
    this.vae = new Vae(kernels, trial.model(), trial.data().shape(), rows);
    new InitialWeights(trial.seeds()).fill(vae);
  }

  TrainingOutcome train() {
    try (Learner learner = learner()) {
      return train(learner);
    }
  }

  private TrainingOutcome train(Learner learner) {
    try {
      return trained(learner);
    } catch (CancellationException e) {
      throw new TrainingCancelled(trial.id(), learner.begun(), e);
    }
  }

  private TrainingOutcome trained(Learner learner) {
    List<EpochLosses> curve = new ArrayList<>();
    for (int number = 1; number <= trial.training().epochs(); number++) {
      Learner.Epoch epoch = learner.train(number);
      if (!epoch.isFinite()) {
        return new TrainingOutcome.Diverged(epoch.step());
      }
      EpochLosses losses = heldOut.losses(vae, number, epoch.step(), epoch.meanLoss());
      if (!Double.isFinite(losses.testElbo())) {
        return new TrainingOutcome.Diverged(epoch.step());
      }
      curve.add(losses);
    }
    return new TrainingOutcome.Trained(new TrainedNetworks(vae, trial.model()).with(curve));
  }

  /** Returns the learner of the trial's engine on this model. */
  Learner learner() {
    if (trial.engine().isExact()) {
      return strict();
    }
    return LearnerProvider.of(trial.engine())
        .orElseThrow(() -> new MissingEngineException(trial.engine()))
        .open(model());
  }

  /** Returns the strict engine on this model. */
  StrictLearner strict() {
    return new StrictLearner(trial, kernels, vae, minibatches);
  }

  /** Returns this model for an engine outside. */
  ModelInTraining model() {
    return new ModelInTraining(trial, vae, minibatches);
  }
}
