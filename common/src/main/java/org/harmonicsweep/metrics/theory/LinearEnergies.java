package org.harmonicsweep.metrics.theory;

/**
 * Squared Frobenius norms at the global optimum of the linear model: what noise of unit deviation
 * on the input does in the mean, whatever the input.
 *
 * @param encoder ‖E‖²_F = Σ c² over the modes, in squared latent units per squared input unit
 * @param posterior Σ c² / σ², each mode by its posterior variance, per squared input unit
 * @param reconstruct ‖D E‖²_F = Σ (w c)², in squared output units per squared input unit
 */
public record LinearEnergies(double encoder, double posterior, double reconstruct) {}
