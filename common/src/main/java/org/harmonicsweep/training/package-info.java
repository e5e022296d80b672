/**
 * Training of one variational autoencoder.
 *
 * <p>In: a {@link org.harmonicsweep.trial.Trial} and its data. Out: a trained model with its
 * learning curve, or the step at which it diverged.
 */
@NullMarked
package org.harmonicsweep.training;

import org.jspecify.annotations.NullMarked;
