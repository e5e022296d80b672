/**
 * Frequency content of networks.
 *
 * <p>In: the networks of a trained model, held-out data and random streams. Out: a {@link
 * org.harmonicsweep.metrics.spectrum.SpectrumMeasurement}.
 */
@NullMarked
package org.harmonicsweep.metrics.spectrum;

import org.jspecify.annotations.NullMarked;
