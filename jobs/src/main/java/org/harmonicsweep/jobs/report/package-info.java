/**
 * The page that a study ends in.
 *
 * <p>In: the views of a result directory. Out: {@code report.html}, one file that needs nothing
 * else.
 */
@NullMarked
package org.harmonicsweep.jobs.report;

import org.jspecify.annotations.NullMarked;
