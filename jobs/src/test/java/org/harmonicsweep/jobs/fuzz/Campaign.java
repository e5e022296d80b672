package org.harmonicsweep.jobs.fuzz;

import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives a reader one damaged input after another, and collects what it must not do.
 *
 * <p>A reader either succeeds or refuses in one line, within a time and with bounded memory. {@code
 * -Dfuzz.inputs=100000} gives all readers together so many inputs, {@code -Dfuzz.first=17} begins
 * with another one: with {@code -Dfuzz.inputs=1} it repeats a finding.
 *
 * @param mutations that make the inputs
 * @param reader of an input
 * @param mostBytes allocated for one input
 */
record Campaign(Mutations mutations, Reader reader, long mostBytes) {
  /** An input takes milliseconds; a thousand times that is no longer the machine's mood. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final int MOST_FINDINGS = 10;
  private static final long DEFAULT_INPUTS = 3_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads an input, and throws what the user would see; the errors of the test are its own. */
  @FunctionalInterface
  interface Reader {
    /** Returns whether the input was accepted. */
    boolean isAccepted(byte[] input) throws Exception;
  }

  /** Runs a share of the inputs that were asked for. */
  void run(String name, double share) throws InterruptedException {
    long first = Long.getLong("fuzz.first", 0);
    long count = (long) Math.ceil(share * Long.getLong("fuzz.inputs", DEFAULT_INPUTS));
    Map<String, String> findings = new LinkedHashMap<>();
    AtomicLong number = new AtomicLong(first);
    AtomicLong started = new AtomicLong(System.nanoTime());
    AtomicLong accepted = new AtomicLong();
    Thread worker =
        new Thread(
            () -> {
              while (number.get() < first + count && findings.size() < MOST_FINDINGS) {
                started.set(System.nanoTime());
                read(number.get(), findings, accepted);
                number.incrementAndGet();
              }
            },
            "fuzz " + name);
    worker.setDaemon(true);
    worker.start();
    while (worker.isAlive()) {
      worker.join(100);
      if (System.nanoTime() - started.get() > LONGEST.toNanos()) {
        fail(
            "%s: input %d takes longer than %s, at%n%s",
            name, number.get(), LONGEST, String.join("\n", stack(worker.getStackTrace())));
      }
    }
    System.out.printf(
        "fuzz %s: %d inputs, %d accepted%n", name, number.get() - first, accepted.get());
    if (!findings.isEmpty()) {
      fail(
          "%s: %d kinds of findings:%n%s",
          name, findings.size(), String.join("\n", findings.values()));
    }
  }

  private void read(long number, Map<String, String> findings, AtomicLong accepted) {
    byte[] input = mutations.input(number);
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    try {
      if (reader.isAccepted(input)) {
        accepted.incrementAndGet();
      }
    } catch (Throwable thrown) {
      String[] stack = stack(thrown.getStackTrace());
      findings.putIfAbsent(
          thrown.getClass() + (stack.length == 0 ? "" : stack[0]),
          "input %d of %d bytes: %s%n%s"
              .formatted(number, input.length, thrown, String.join("\n", stack)));
    }
    long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
    if (allocated > mostBytes) {
      findings.putIfAbsent(
          "memory",
          "input %d of %d bytes: %d bytes allocated".formatted(number, input.length, allocated));
    }
  }

  private static String[] stack(StackTraceElement[] stack) {
    return Arrays.stream(stack).limit(25).map(frame -> "    at " + frame).toArray(String[]::new);
  }
}
