/**
 * The result table: its columns, its rows and their digests.
 *
 * <p>In: a {@link org.harmonicsweep.experiment.TrialResult}. Out: a row whose every column is
 * documented.
 */
@NullMarked
package org.harmonicsweep.results;

import org.jspecify.annotations.NullMarked;
