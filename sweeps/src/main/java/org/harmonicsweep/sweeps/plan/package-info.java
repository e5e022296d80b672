/**
 * What will run, before anything runs.
 *
 * <p>In: a study and what is known of its rows. Out: the trials that it wants, and cohorts of them
 * of nearly equal cost.
 */
@NullMarked
package org.harmonicsweep.sweeps.plan;

import org.jspecify.annotations.NullMarked;
