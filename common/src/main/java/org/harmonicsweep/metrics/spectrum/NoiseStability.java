package org.harmonicsweep.metrics.spectrum;

import java.util.OptionalDouble;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * One point of the curve ρ ↦ ⟨f, U_ρ f⟩ / Var f of a network under Gaussian inputs.
 *
 * @param network what was evaluated
 * @param inputs {@code prior}, or {@code posterior}: the Gaussian with mean and deviations of the
 *     aggregate posterior along each latent axis
 * @param correlation ρ of the two inputs, in (0, 1)
 * @param value {@code Σ_n ρⁿ W_n / Σ_n W_n} over the Hermite degrees n ≥ 1 with weights W_n: at
 *     most ρ but for the noise of the estimate; empty where the network is constant
 * @param theory ρ where the network is affine, the only one that attains it
 */
public record NoiseStability(
    MeasuredNetwork network,
    String inputs,
    double correlation,
    OptionalDouble value,
    OptionalDouble theory) {}
