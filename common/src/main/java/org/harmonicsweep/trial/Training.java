package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * How long and how fast a model is trained with Adam.
 *
 * @param epochs passes over the training data, at least 1
 * @param batch samples per step, at least 1; the last, smaller batch of an epoch is dropped
 * @param learningRate of Adam, finite and above 0
 */
public record Training(int epochs, int batch, double learningRate) implements Serializable {
  public Training {
    Checks.atLeast(1, "epochs", epochs);
    Checks.atLeast(1, "batch", batch);
    Checks.positive("learning rate", learningRate);
  }
}
