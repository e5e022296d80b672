/** Errors that a user can act on, and the exit codes that stand for them. */
@NullMarked
package org.harmonicsweep.jobs;

import org.jspecify.annotations.NullMarked;
