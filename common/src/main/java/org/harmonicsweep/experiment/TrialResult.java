package org.harmonicsweep.experiment;

import org.harmonicsweep.trial.Trial;

/**
 * A trial and how it ended.
 *
 * @param trial what was asked for
 * @param outcome what came of it
 * @param trainingSeconds wall-clock seconds spent training
 * @param measuringSeconds wall-clock seconds spent measuring
 * @param cpuSeconds processor seconds of the thread
 */
public record TrialResult(
    Trial trial,
    TrialOutcome outcome,
    double trainingSeconds,
    double measuringSeconds,
    double cpuSeconds) {}
