/**
 * Trains the trial of a stored row again, here and without Spark.
 *
 * <p>In: a result directory and the id of a trial. Out: the two rows and where they differ.
 */
@NullMarked
package org.harmonicsweep.jobs.reproduction;

import org.jspecify.annotations.NullMarked;
