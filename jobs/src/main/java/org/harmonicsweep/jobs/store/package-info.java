/**
 * Where results are kept.
 *
 * <p>In: rows. Out: one Parquet file per cohort, whole or not there at all, and the list of what is
 * there.
 */
@NullMarked
package org.harmonicsweep.jobs.store;

import org.jspecify.annotations.NullMarked;
