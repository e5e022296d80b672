/**
 * Study files.
 *
 * <p>In: YAML text and variables. Out: a {@link org.harmonicsweep.sweeps.spec.Study}, or one {@link
 * org.harmonicsweep.sweeps.spec.StudyException} that says where the file is wrong and what is
 * allowed.
 */
@NullMarked
package org.harmonicsweep.sweeps.spec;

import org.jspecify.annotations.NullMarked;
