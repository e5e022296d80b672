/**
 * Trained networks as files, and files of others as networks.
 *
 * <p>In: a row of the table, trained again, or a file made elsewhere. Out: files that ONNX Runtime
 * and Deeplearning4j open, or the spectrum and the Lipschitz bracket of what a file holds.
 */
@NullMarked
package org.harmonicsweep.jobs.exchange;

import org.jspecify.annotations.NullMarked;
