/**
 * Certified brackets of Lipschitz constants in the Euclidean norm.
 *
 * <p>In: the networks of a trained model and held-out data. Out: a {@link
 * org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement}.
 */
@NullMarked
package org.harmonicsweep.metrics.lipschitz;

import org.jspecify.annotations.NullMarked;
