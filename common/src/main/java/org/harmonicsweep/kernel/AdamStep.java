package org.harmonicsweep.kernel;

/**
 * The numbers that one step of Adam shares among all parameters (Kingma and Ba, "Adam: a method for
 * stochastic optimization", ICLR 2015, section 2, last paragraph).
 *
 * @param rate learning rate over 1 − β₁ᵗ
 * @param scale 1 over √(1 − β₂ᵗ)
 */
public record AdamStep(float rate, float scale) {
  static final float KEEP_FIRST = 0.9f;
  static final float ADD_FIRST = 0.1f;
  static final float KEEP_SECOND = 0.999f;
  static final float ADD_SECOND = 0.001f;
  static final float EPSILON = 1e-8f;
}
