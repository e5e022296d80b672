/**
 * What will run, before anything runs.
 *
 * <p>In: trials. Out: cohorts of nearly equal cost, printable and hashable.
 */
@NullMarked
package org.harmonicsweep.sweeps.plan;

import org.jspecify.annotations.NullMarked;
