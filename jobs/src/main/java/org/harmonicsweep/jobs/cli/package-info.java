/**
 * The command line: one class per command.
 *
 * <p>In: arguments. Out: text, and an exit code. Only this package prints, and only it ends the
 * process.
 */
@NullMarked
package org.harmonicsweep.jobs.cli;

import org.jspecify.annotations.NullMarked;
