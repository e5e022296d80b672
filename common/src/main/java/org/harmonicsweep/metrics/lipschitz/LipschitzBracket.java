package org.harmonicsweep.metrics.lipschitz;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;

/**
 * Bounds on the Lipschitz constant of one network: {@code lower ≤ constant ≤ upper}.
 *
 * @param network what was measured
 * @param lower largest Jacobian spectral norm found, attained at the witness, less a bound of its
 *     rounding error; 0 for a network that is flat wherever it was looked at
 * @param witness the point, in the network's input space
 * @param pattern largest norm found of the product of the layers with any slopes in the ranges of
 *     their activations, see {@link SlopePattern}: computed, not proven; about where bounds end
 *     that know of a network its weights and these ranges only
 * @param upper the smallest certified bound; infinite beyond the double range
 * @param certificate name of the bound that is the smallest: {@code product}, {@code
 *     combettes_pesquet}, {@code eclipse_fast} or {@code semidefinite}; for the reconstruction also
 *     {@code composition}, the product of the encoder's and the decoder's bound
 * @param product product of the layers' spectral norms and greatest slopes
 * @param combettesPesquet the recursion of Combettes and Pesquet (2020), the smaller one of the
 *     network as it is and with its neurons balanced; as it is if a layer is a convolution of more
 *     than 2048 values
 * @param eclipseFast ECLipsE-Fast (2024), the smaller one of the network as it is and with its
 *     neurons balanced; empty if a layer is a convolution of more than 2048 values
 * @param semidefinite LipSDP-Neuron (2019) with its proven gap and the steps it took; empty for
 *     such a network too, without hidden neurons, and beyond 1024 inputs and neurons
 * @param layerNorms spectral norm of each layer's linear half, input side first, rounded up; of a
 *     convolution an upper bound
 */
public record LipschitzBracket(
    MeasuredNetwork network,
    double lower,
    List<Double> witness,
    double pattern,
    double upper,
    String certificate,
    double product,
    double combettesPesquet,
    OptionalDouble eclipseFast,
    Optional<SlopeBound> semidefinite,
    List<Double> layerNorms) {}
