/**
 * Proof by trying that no fault costs a row: a real cluster of processes on this machine, disturbed
 * on purpose.
 *
 * <p>In: the program's own jar and the faults to try. Out: per fault the rows lost, doubled and
 * changed against an undisturbed run, and how long it took to recover.
 */
@NullMarked
package org.harmonicsweep.jobs.drill;

import org.jspecify.annotations.NullMarked;
