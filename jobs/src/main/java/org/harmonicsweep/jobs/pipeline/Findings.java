package org.harmonicsweep.jobs.pipeline;

import org.harmonicsweep.jobs.analysis.SummaryTable;
import org.harmonicsweep.jobs.evidence.ClaimsTable;

/**
 * What a table says.
 *
 * @param summary the closing table
 * @param claims with their verdicts
 * @param report path or URI of the report
 */
public record Findings(SummaryTable summary, ClaimsTable claims, String report) {}
