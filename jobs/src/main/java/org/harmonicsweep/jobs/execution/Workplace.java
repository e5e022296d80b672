package org.harmonicsweep.jobs.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.results.Provenance;

/**
 * Where trials are run: what goes into the provenance of each row, and nowhere else.
 *
 * @param host name of the machine
 * @param processor architecture, and vector width in bits or {@code scalar}
 * @param attempt number of the task attempt, from 0
 */
public record Workplace(String host, String processor, int attempt) {
  private static final String VECTOR = "vector-";

  /** Returns this machine. */
  public static Workplace here(int attempt) {
    return new Workplace(
        hostName(), System.getProperty("os.arch") + "/" + width(Kernels.create().name()), attempt);
  }

  /** Returns the provenance of a trial that ended just now. */
  public Provenance of(TrialResult result) {
    return new Provenance(
        result.trainingSeconds() + result.measuringSeconds(),
        result.trainingSeconds(),
        result.cpuSeconds(),
        host,
        Instant.now().toString(),
        Runtime.version().toString(),
        processor,
        attempt);
  }

  /** Returns the width of kernels that name their number of lanes. */
  static String width(String kernels) {
    return kernels.startsWith(VECTOR)
        ? String.valueOf(Float.SIZE * Integer.parseInt(kernels.substring(VECTOR.length())))
        : kernels;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
