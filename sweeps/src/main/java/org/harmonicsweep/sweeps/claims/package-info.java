/**
 * What a study can be asked to decide: the catalogue of claims.
 *
 * <p>In: the cells of a study. Out: the claims that it varies a knob for. How they are tested is
 * not said here.
 */
@NullMarked
package org.harmonicsweep.sweeps.claims;

import org.jspecify.annotations.NullMarked;
