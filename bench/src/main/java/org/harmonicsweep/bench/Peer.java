package org.harmonicsweep.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A process that answers a line with a line: {@code about}, and {@code run NAME STEPS NET} with the
 * seconds it took.
 */
final class Peer implements AutoCloseable {
  private static final String ENDED =
      "a contender's process ended before it answered; its words are above";

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private Peer(Process process) {
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /**
   * Starts a process.
   *
   * @param environment variables to set; an empty value removes one
   */
  static Peer start(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return new Peer(builder.start());
  }

  void send(String command) throws IOException {
    try {
      commands.write(command);
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      throw new IOException(ENDED, e);
    }
  }

  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(ENDED);
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
