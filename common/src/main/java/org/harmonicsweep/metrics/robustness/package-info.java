/**
 * What perturbations of the input do to a trained model.
 *
 * <p>In: a trained model, held-out data and random streams. Out: a {@link
 * org.harmonicsweep.metrics.robustness.RobustnessMeasurement}.
 */
@NullMarked
package org.harmonicsweep.metrics.robustness;

import org.jspecify.annotations.NullMarked;
