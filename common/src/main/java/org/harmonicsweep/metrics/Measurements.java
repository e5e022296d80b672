package org.harmonicsweep.metrics;

import java.util.Optional;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.robustness.RobustnessMeasurement;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;

/**
 * What was measured on one trained model.
 *
 * @param spectrum empty unless asked for
 * @param lipschitz empty unless asked for
 * @param robustness empty unless asked for
 * @param theory what theory predicts
 */
public record Measurements(
    Optional<SpectrumMeasurement> spectrum,
    Optional<LipschitzMeasurement> lipschitz,
    Optional<RobustnessMeasurement> robustness,
    TheoryMeasurement theory) {}
