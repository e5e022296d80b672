/**
 * Feed-forward networks and their derivatives.
 *
 * <p>In: layers and a batch of inputs. Out: outputs, Jacobian-vector and vector-Jacobian products.
 */
@NullMarked
package org.harmonicsweep.network;

import org.jspecify.annotations.NullMarked;
