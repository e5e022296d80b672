package org.harmonicsweep.jobs.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.harmonicsweep.jobs.JobErrors;

/** A path of the command line that names a place on this machine. */
final class LocalPath {
  private LocalPath() {}

  /**
   * Returns the path that a text names.
   *
   * @throws org.harmonicsweep.jobs.JobException if it can be none
   */
  static Path of(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw JobErrors.badPath(text, e);
    }
  }
}
