package org.harmonicsweep.jobs.pipeline;

import org.harmonicsweep.jobs.analysis.SummaryTable;

/**
 * What a table says.
 *
 * @param summary the closing table
 * @param report path or URI of the report
 */
public record Findings(SummaryTable summary, String report) {}
