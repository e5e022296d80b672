/**
 * What the table says: SQL views, and the summary that a run prints.
 *
 * <p>In: a result directory. Out: views of the same names and answers on Spark SQL and on DuckDB,
 * computed from the table alone.
 */
@NullMarked
package org.harmonicsweep.jobs.analysis;

import org.jspecify.annotations.NullMarked;
