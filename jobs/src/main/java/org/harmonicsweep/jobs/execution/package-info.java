/**
 * Where trials run: one Spark task per cohort.
 *
 * <p>In: cohorts and the data. Out: one part file per cohort, and a short account of each.
 */
@NullMarked
package org.harmonicsweep.jobs.execution;

import org.jspecify.annotations.NullMarked;
