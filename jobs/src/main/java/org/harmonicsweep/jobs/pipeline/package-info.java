/**
 * The whole way of the data on one screen; start reading here.
 *
 * <p>In: a study. Out: a directory with its complete table and report.
 */
@NullMarked
package org.harmonicsweep.jobs.pipeline;

import org.jspecify.annotations.NullMarked;
