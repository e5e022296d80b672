/**
 * Which metrics are taken, and what they gave.
 *
 * <p>In: a trained model and its data. Out: {@link org.harmonicsweep.metrics.Measurements}, a pure
 * function of model, data and named random streams.
 */
@NullMarked
package org.harmonicsweep.metrics;

import org.jspecify.annotations.NullMarked;
