package org.harmonicsweep.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.harmonicsweep.data.DataException;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.sweeps.spec.StudyException;

/** Tells an error in one line, whatever it is; a stack trace goes to a file. */
final class Failures {
  private Failures() {}

  /** Prints what happened and returns the exit code for it. */
  static int report(Throwable thrown, PrintWriter err) {
    if (thrown instanceof JobException error) {
      String where = error.exitCode() == ExitCode.FAILED ? whereDetails(error) : "";
      err.println("harmonic: " + error.getMessage() + where);
      return error.exitCode().number();
    }
    if (thrown instanceof DataException error) {
      return told(err, error, ExitCode.MISSING_INPUT);
    }
    if (thrown instanceof StudyException error) {
      return told(
          err,
          error,
          error.kind() == StudyException.Kind.MISSING_INPUT
              ? ExitCode.MISSING_INPUT
              : ExitCode.BAD_STUDY);
    }
    err.println(
        "harmonic: unexpected %s%s; details are in %s"
            .formatted(thrown.getClass().getSimpleName(), firstLine(thrown), details(thrown)));
    return ExitCode.FAILED.number();
  }

  private static int told(PrintWriter err, Throwable error, ExitCode code) {
    err.println("harmonic: " + error.getMessage());
    return code.number();
  }

  private static String whereDetails(Throwable thrown) {
    return thrown.getCause() == null ? "" : "; details are in " + details(thrown);
  }

  private static String firstLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage())
        .lines()
        .findFirst()
        .map(line -> " (" + line + ")")
        .orElse("");
  }

  private static String details(Throwable thrown) {
    try {
      Path log = Files.createTempFile("harmonic-sweep-", ".log");
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(log))) {
        thrown.printStackTrace(out);
      }
      return log.toString();
    } catch (IOException e) {
      return "no file, since none could be made: " + e.getMessage();
    }
  }
}
