/**
 * Deeplearning4j as an engine.
 *
 * <p>In: a {@link org.harmonicsweep.training.ModelInTraining}. Out: its parameters after each
 * epoch, trained by a Deeplearning4j graph on ND4J's native backend; found as a service. Nothing of
 * ND4J leaves the package.
 */
@NullMarked
package org.harmonicsweep.dl4j;

import org.jspecify.annotations.NullMarked;
