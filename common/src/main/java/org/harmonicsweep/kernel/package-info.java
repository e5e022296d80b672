/**
 * Arithmetic on {@code float[]}: matrix products, elementwise functions, random numbers.
 *
 * <p>In and out: plain arrays. Every kernel has one fixed order of operations, so the vector form
 * and its scalar twin give the same bits.
 */
@NullMarked
package org.harmonicsweep.kernel;

import org.jspecify.annotations.NullMarked;
