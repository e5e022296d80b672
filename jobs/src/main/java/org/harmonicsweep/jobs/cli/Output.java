package org.harmonicsweep.jobs.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command prints: answers to the one, everything else to the other. */
@Command // picocli takes nothing else for a part of a command
final class Output {
  /** Put in place by picocli before a command is called. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  PrintWriter out() {
    return plain(command.commandLine().getOut());
  }

  PrintWriter err() {
    return plain(command.commandLine().getErr());
  }

  /** The text of studies, rows and failures is not to speak to the terminal. */
  private static PrintWriter plain(PrintWriter writer) {
    return new PrintWriter(new PlainWriter(writer), true);
  }

  /** Says that something is not as it could be. */
  void warn(String text) {
    err().println("harmonic: " + text);
  }

  /** Returns the error of a command line that cannot be meant. */
  ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
