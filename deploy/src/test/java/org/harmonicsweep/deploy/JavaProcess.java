package org.harmonicsweep.deploy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM of its own, with its output in files; killed with all its children when it is closed. */
final class JavaProcess implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private JavaProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * How a process ended.
   *
   * @param exitCode of the process
   * @param out what it printed
   * @param err what it complained of
   */
  record End(int exitCode, String out, String err) {}

  /**
   * Starts a JVM.
   *
   * @param directory it runs in
   * @param environment beyond the one of this process
   * @param arguments options, class path, class and its arguments
   */
  static JavaProcess start(Path directory, Map<String, String> environment, List<String> arguments)
      throws IOException {
    Path out = Files.createTempFile(directory, "out-", ".txt");
    Path err = Files.createTempFile(directory, "err-", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // what a user of this machine has set up for clusters of his own
    List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR", "SPARK_HOME", "SPARK_CONF_DIR", "KUBECONFIG")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start(), out, err);
  }

  /** Waits for the end. */
  End await(long seconds) throws IOException, InterruptedException {
    if (!process.waitFor(seconds, SECONDS)) {
      throw new AssertionError("not over after " + seconds + " s:\n" + Files.readString(err));
    }
    return new End(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Waits until a text has been printed. */
  void awaitText(String text, long seconds) throws IOException, InterruptedException {
    await(Pattern.compile(Pattern.quote(text)), seconds);
  }

  /** Waits until one of the outputs has a match. */
  MatchResult await(Pattern pattern, long seconds) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(seconds);
    while (true) {
      Matcher found = pattern.matcher(Files.readString(out) + Files.readString(err));
      if (found.find()) {
        return found;
      }
      requireAlive();
      assertThat(System.nanoTime()).as(Files.readString(err)).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  /** Fails with what the process said if it has ended. */
  void requireAlive() throws IOException {
    assertThat(process.isAlive()).as(Files.readString(out) + Files.readString(err)).isTrue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
