package org.harmonicsweep.metrics.spectrum;

import java.util.OptionalDouble;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * A frequency measure of a network under a distribution of its inputs that needs no lines.
 *
 * @param network what was evaluated
 * @param quantity {@code split} or {@code hermite_degree}
 * @param inputs {@code prior}, {@code posterior} or {@code data}
 * @param filter standard deviation δ of the Gaussian filter, in the unit the meaning states; empty
 *     for the degree
 * @param value the measure; empty where the network is constant
 */
public record GaussianMeasure(
    MeasuredNetwork network,
    String quantity,
    String inputs,
    OptionalDouble filter,
    OptionalDouble value) {}
