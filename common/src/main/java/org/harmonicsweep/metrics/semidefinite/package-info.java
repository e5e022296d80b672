/**
 * Lipschitz bounds by semidefinite programming with one multiplier per neuron.
 *
 * <p>In: a {@link org.harmonicsweep.metrics.semidefinite.SlopeProgram}, a network as matrices
 * between neurons whose slopes lie in [0, 1]. Out: a proven {@link
 * org.harmonicsweep.metrics.semidefinite.SlopeBound}.
 */
@NullMarked
package org.harmonicsweep.metrics.semidefinite;

import org.jspecify.annotations.NullMarked;
