package org.harmonicsweep.jobs.execution;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.kernel.Kernels;

/** Ways to start Java that cost time, and never a bit. */
public final class SlowStart {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String NARROWED = "-XX:UseAVX=";

  private SlowStart() {}

  /** Returns what makes this JVM slow and how to mend it, in one line; empty if nothing does. */
  public static Optional<String> warning() {
    return warning(
        Workplace.width(Kernels.create().name()),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /**
   * Returns the warning for kernels and options.
   *
   * @param width of the vectors in bits, or {@code scalar}
   * @param options that the JVM was started with
   */
  static Optional<String> warning(String width, List<String> options) {
    if (options.contains("-Xint")) {
      return Optional.of("the JVM runs with -Xint: the same bits, many times slower; leave it out");
    }
    if (width.equals("scalar")) {
      return Optional.of(
          ("the JVM runs without --add-modules=%s: the same bits, training up to 18 times slower;"
                  + " start with ./harmonic, or add the flag (docs/reproducing.md)")
              .formatted(MODULE));
    }
    return options.stream()
        .filter(option -> option.startsWith(NARROWED) && option.compareTo(NARROWED + 3) < 0)
        .findFirst()
        .map(
            option ->
                "the JVM runs with %s, its vectors have %s bits: the same bits, slower on a processor with wider ones; leave it out"
                    .formatted(option, width));
  }
}
