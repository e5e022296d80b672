/**
 * One trial from start to end: train, then measure.
 *
 * <p>In: a trial, its data and the metrics asked for. Out: a {@link
 * org.harmonicsweep.experiment.TrialResult}; a failure is a value, never an exception.
 */
@NullMarked
package org.harmonicsweep.experiment;

import org.jspecify.annotations.NullMarked;
