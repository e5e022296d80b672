package org.harmonicsweep.jobs.execution;

import java.io.Serializable;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.trial.TimeLimit;

/**
 * How trials are run, the same for each.
 *
 * @param metrics taken on each model
 * @param limit how long each may take
 * @param stamp what each row says of the study
 */
public record Terms(MetricSet metrics, TimeLimit limit, StudyStamp stamp) implements Serializable {}
