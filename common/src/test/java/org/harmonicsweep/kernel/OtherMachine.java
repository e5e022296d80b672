package org.harmonicsweep.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests in a virtual machine of its own. */
public final class OtherMachine {
  /** The flag without which kernels are scalar. */
  public static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** Where the Java is that runs the tests. */
  public static final Path HOME = Path.of(System.getProperty("java.home"));

  private final Process process;

  private OtherMachine(Process process) {
    this.process = process;
  }

  /** Starts a class's main method; options that the Java does not know are ignored. */
  public static OtherMachine start(Path home, List<String> options, Class<?> main)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-Xmx128m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new OtherMachine(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Waits for its end, which must be a good one; returns what it printed. */
  public String output() throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
