/**
 * The vocabulary of one trial: what is trained, on what, and how it is identified.
 *
 * <p>In: nothing. Out: immutable values that every other package reads; they know no file, no
 * engine and no cluster.
 */
@NullMarked
package org.harmonicsweep.trial;

import org.jspecify.annotations.NullMarked;
