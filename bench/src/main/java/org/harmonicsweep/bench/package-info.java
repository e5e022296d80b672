/**
 * Time per training step, of our engine and of PyTorch, taken in turns.
 *
 * <p>In: workloads and the commands that start each PyTorch. Out: tables of times and their ratios.
 */
@NullMarked
package org.harmonicsweep.bench;

import org.jspecify.annotations.NullMarked;
