package org.harmonicsweep.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times two commands that run a whole study, in turns; started by {@code bench/compare}. */
public final class Study {
  private Study() {}

  /** Prints the seconds of both and their ratio; what the commands print is dropped. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      options.put(
          equals < 0 ? argument : argument.substring(0, equals), argument.substring(equals + 1));
    }
    int rounds = Integer.parseInt(options.getOrDefault("--rounds", "2"));
    Map<String, String> torch = Compare.torchEnvironment(options.getOrDefault("--blas", ""));
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    try {
      for (int i = 0; i < rounds; i++) {
        ours[i] = seconds(options.getOrDefault("--ours", ""), Map.of());
        theirs[i] = seconds(options.getOrDefault("--theirs", ""), torch);
      }
    } catch (IOException e) {
      System.err.println("compare: " + e.getMessage());
      System.exit(70);
    }
    new PrintStream(System.out, true, StandardCharsets.UTF_8)
        .println(options.containsKey("--csv") ? csv(ours, theirs) : text(ours, theirs));
  }

  private static double seconds(String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempDirectory("study");
    List<String> words = new ArrayList<>(command.lines().toList());
    words.add(out.toString());
    Path log = Files.createTempFile("study", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    environment.forEach((name, value) -> set(builder, name, value));
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (code != 0) {
      throw new IOException(words.get(0) + " ended with " + code + "; its words are in " + log);
    }
    System.err.printf(Locale.ROOT, "%s: %.1f s%n", words.get(0), seconds);
    return seconds;
  }

  private static void set(ProcessBuilder builder, String name, String value) {
    if (value.isEmpty()) {
      builder.environment().remove(name);
    } else {
      builder.environment().put(name, value);
    }
  }

  private static String csv(double[] ours, double[] theirs) {
    return Table.csv(
        new Row(
            "study",
            new Row.Times("ours", micros(ours)),
            List.of(new Row.Times("python", micros(theirs))),
            List.of(),
            Row.Times.none("alone"),
            Double.NaN));
  }

  private static double[] micros(double[] seconds) {
    double[] micros = seconds.clone();
    for (int i = 0; i < micros.length; i++) {
      micros[i] *= 1e6;
    }
    return micros;
  }

  /** Returns medians in seconds, and the median ratio with its quartiles. */
  static String text(double[] ours, double[] theirs) {
    double[] ratios = Statistics.ratios(theirs, ours);
    return String.format(
        Locale.ROOT,
        "ours %.1f s, python %.1f s, ratio %.2f (%.2f … %.2f)",
        Statistics.median(ours),
        Statistics.median(theirs),
        Statistics.median(ratios),
        Statistics.quantile(ratios, 0.25),
        Statistics.quantile(ratios, 0.75));
  }
}
