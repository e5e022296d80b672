package org.harmonicsweep.training;

import java.io.Serializable;

/**
 * The losses after one epoch, in nats per sample.
 *
 * @param epoch from 1
 * @param step optimiser steps so far
 * @param trainingLoss mean over the epoch's steps of reconstruction + β KL, on noisy inputs
 * @param testElbo evidence lower bound of the held-out clean samples (β = 1): −reconstruction − KL,
 *     and for the Gaussian likelihood also − ½ D ln 2π
 * @param testReconstruction held-out ½‖x − x̂‖² or cross-entropy, one latent sample per input
 * @param testKl held-out KL(q(z|x) ‖ N(0, I))
 */
public record EpochLosses(
    int epoch,
    long step,
    double trainingLoss,
    double testElbo,
    double testReconstruction,
    double testKl)
    implements Serializable {}
