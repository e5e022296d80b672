package org.harmonicsweep.training;

/** Trains one model, epoch by epoch, on the calling thread. */
public interface Learner extends AutoCloseable {

  /**
   * Takes all steps of an epoch, then leaves the parameters in the model that it was opened for.
   *
   * @param epoch from 1; every epoch is asked for once, in order
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  Epoch train(int epoch);

  /** Returns the step that was the last to begin, from 1 over all epochs; 0 before the first. */
  long begun();

  /** Frees what the engine holds. */
  @Override
  void close();

  /**
   * How an epoch went.
   *
   * @param meanLoss mean over the steps of the loss per sample before each step, in nats; that of
   *     the last step where it is not finite
   * @param step number of the last step taken, from 1 over all epochs: an epoch ends early at a
   *     loss that is not finite
   */
  record Epoch(double meanLoss, long step) {
    /** Returns whether training can go on. */
    public boolean isFinite() {
      return Double.isFinite(meanLoss);
    }
  }
}
