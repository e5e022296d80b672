package org.harmonicsweep.jobs.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.harmonicsweep.jobs.DrillErrors;

/**
 * A process that was started, with its output in a file.
 *
 * @param process itself
 * @param log what it prints
 */
record Child(Process process, Path log) {
  private static final long LOOK_MILLISECONDS = 20;

  /** Waits for the end and returns the exit code; a process that does not end is killed. */
  int await(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toNanos(), NANOSECONDS)) {
      kill();
      throw DrillErrors.hangs(log.toString(), limit);
    }
    return process.exitValue();
  }

  /** Waits until the output has a match; returns false if the process ends without. */
  boolean says(Pattern pattern, Duration limit) throws InterruptedException {
    return until(() -> distinct(pattern, 0) > 0, limit);
  }

  /** Waits until something is so; returns false if the process ends before. */
  boolean until(BooleanSupplier happened, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!happened.getAsBoolean()) {
      if (!process.isAlive()) {
        return happened.getAsBoolean();
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw DrillErrors.hangs(log.toString(), limit);
      }
      Thread.sleep(LOOK_MILLISECONDS);
    }
    return true;
  }

  /** Waits for a time; returns false if the process ends before. */
  boolean lives(Duration time) throws InterruptedException {
    return !process.waitFor(time.toNanos(), NANOSECONDS);
  }

  /** Returns how many different texts a group of a pattern matches in the output. */
  long distinct(Pattern pattern, int group) {
    return pattern.matcher(text()).results().map(match -> match.group(group)).distinct().count();
  }

  Optional<String> first(Pattern pattern, int group) {
    return pattern.matcher(text()).results().map(match -> match.group(group)).findFirst();
  }

  /** Returns what the program itself said last, without Spark's log around it. */
  String lastWord() {
    return text()
        .lines()
        .filter(line -> line.startsWith("harmonic: "))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring("harmonic: ".length()))
        .orElse("");
  }

  String text() {
    try {
      return new String(Files.readAllBytes(log), UTF_8);
    } catch (IOException e) {
      throw DrillErrors.file(log.toString(), e);
    }
  }

  /** Ends it as the kernel does when memory runs out. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal by the name that the command {@code kill} has for it. */
  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }
}
