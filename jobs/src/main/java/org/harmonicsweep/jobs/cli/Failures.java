package org.harmonicsweep.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.harmonicsweep.data.DataException;
import org.harmonicsweep.exchange.ExchangeException;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.sweeps.spec.StudyException;
import org.harmonicsweep.trial.PlainText;

/** Tells an error in one line, whatever it is; a stack trace goes to a file. */
final class Failures {
  private Failures() {}

  /** Prints what happened and returns the exit code for it. */
  static int report(Throwable thrown, PrintWriter err) {
    ExitCode code = exitCode(thrown);
    if (thrown instanceof JobException && code == ExitCode.FAILED) {
      err.println("harmonic: " + thrown.getMessage() + whereDetails(thrown));
    } else if (isKnown(thrown)) {
      err.println("harmonic: " + thrown.getMessage());
    } else {
      err.println(
          "harmonic: unexpected %s%s; details are in %s"
              .formatted(thrown.getClass().getSimpleName(), firstLine(thrown), details(thrown)));
    }
    return code.number();
  }

  /** Returns the exit code of a process that ends with what was thrown. */
  static ExitCode exitCode(Throwable thrown) {
    if (thrown instanceof JobException error) {
      return error.exitCode();
    }
    if (thrown instanceof DataException || thrown instanceof ExchangeException) {
      return ExitCode.MISSING_INPUT;
    }
    if (thrown instanceof StudyException error) {
      return error.kind() == StudyException.Kind.MISSING_INPUT
          ? ExitCode.MISSING_INPUT
          : ExitCode.BAD_STUDY;
    }
    return ExitCode.FAILED;
  }

  private static boolean isKnown(Throwable thrown) {
    return thrown instanceof JobException
        || thrown instanceof DataException
        || thrown instanceof ExchangeException
        || thrown instanceof StudyException;
  }

  private static String whereDetails(Throwable thrown) {
    return thrown.getCause() == null ? "" : "; details are in " + details(thrown);
  }

  private static String firstLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage())
        .lines()
        .findFirst()
        .map(line -> " (" + PlainText.onOneLine(line) + ")")
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
