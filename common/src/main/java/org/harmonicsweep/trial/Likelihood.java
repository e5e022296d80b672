package org.harmonicsweep.trial;

import java.util.Locale;

/** The distribution p(x | z) whose mean the decoder gives. */
public enum Likelihood {
  /** Unit variance per feature; reconstruction loss ½‖x − x̂‖²; the decoder's output is linear. */
  GAUSSIAN,
  /** Features in [0, 1]; cross-entropy; the decoder's output passes through the logistic. */
  BERNOULLI;

  /** Returns the activation of the decoder's last layer, which maps it to the mean. */
  public Activation outputActivation() {
    return this == GAUSSIAN ? Activation.LINEAR : Activation.LOGISTIC;
  }

  /** Returns the name used in study files and result tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
