/**
 * Networks as others write and read them.
 *
 * <p>In: a {@link org.harmonicsweep.exchange.ShapedNetwork}, or the bytes of a file made elsewhere.
 * Out: an ONNX file, or a network of our layers with the same numbers. Deeplearning4j's own format
 * is found as a service, {@link org.harmonicsweep.exchange.GraphArchive}.
 */
@NullMarked
package org.harmonicsweep.exchange;

import org.jspecify.annotations.NullMarked;
