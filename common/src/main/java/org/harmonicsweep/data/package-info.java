/**
 * Where training data come from.
 *
 * <p>In: a {@link org.harmonicsweep.data.DataSource}. Out: a {@link
 * org.harmonicsweep.data.DataSplit} with its digest.
 */
@NullMarked
package org.harmonicsweep.data;

import org.jspecify.annotations.NullMarked;
