package org.harmonicsweep.metrics.robustness;

/** A search for the best perturbation of one image that asks for one evaluation at a time. */
interface Climber {

  /** Returns the number of the image. */
  int image();

  /** Returns the perturbation to be evaluated next; not to be modified. */
  double[] proposal();

  /**
   * Takes the value and the gradient at the proposal.
   *
   * @param gradient not kept by the caller
   */
  void receive(double value, double[] gradient);

  /** Returns the best perturbation evaluated; of value −∞ if none gave a number. */
  Attack best();
}
