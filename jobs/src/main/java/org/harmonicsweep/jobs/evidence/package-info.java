/**
 * What the table is evidence of: claims put to the test, and intervals that SQL cannot compute.
 *
 * <p>In: the views of a result directory. Out: a verdict per claim, and the views {@code claims},
 * {@code cell_intervals}, {@code contrast_intervals} and {@code decay_intervals}. All random
 * numbers come from named streams, so that the same table gives the same bits.
 */
@NullMarked
package org.harmonicsweep.jobs.evidence;

import org.jspecify.annotations.NullMarked;
