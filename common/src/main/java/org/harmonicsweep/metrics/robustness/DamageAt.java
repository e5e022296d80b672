package org.harmonicsweep.metrics.robustness;

/**
 * What the best perturbations found do, in the mean over the images.
 *
 * @param region where they may lie
 * @param damage mean of ‖g(μ(x + d)) − g(μ(x))‖, in output units
 * @param worst the greatest of those, in output units
 * @param sampledDamage mean of the root-mean-square distance of decoded samples g(μ(x + d) + σ(x +
 *     d) ε) from g(μ(x)), for the perturbations that make this large, in output units
 * @param likelihoodLoss mean of ln p(x | μ(x)) − ln p(x | μ(x + d)) under the perturbations of
 *     {@code damage}, in nats
 * @param relativeLikelihoodLoss mean of its magnitude relative to that of ln p(x | μ(x))
 */
public record DamageAt(
    Region region,
    double damage,
    double worst,
    double sampledDamage,
    double likelihoodLoss,
    double relativeLikelihoodLoss) {}
