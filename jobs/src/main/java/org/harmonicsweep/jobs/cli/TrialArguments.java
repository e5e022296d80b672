package org.harmonicsweep.jobs.cli;

import picocli.CommandLine.Parameters;

/** The row that a command is about. */
final class TrialArguments {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Directory of a study's results: out/<study>.")
  private String directory = "";

  @Parameters(
      index = "1",
      paramLabel = "TRIAL",
      description = "A trial_id, or its first six digits or more.")
  private String trial = "";

  String directory() {
    return directory;
  }

  /** Returns an id or the first digits of one, as they were given. */
  String trial() {
    return trial;
  }
}
