/**
 * What theory predicts for a trained model.
 *
 * <p>In: a trial, its data and the trained model. Out: a {@link
 * org.harmonicsweep.metrics.theory.TheoryMeasurement}.
 */
@NullMarked
package org.harmonicsweep.metrics.theory;

import org.jspecify.annotations.NullMarked;
