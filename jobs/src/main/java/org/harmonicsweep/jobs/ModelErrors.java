package org.harmonicsweep.jobs;

import static org.harmonicsweep.jobs.ExitCode.MISMATCH;
import static org.harmonicsweep.jobs.ExitCode.MISSING_INPUT;
import static org.harmonicsweep.jobs.ExitCode.USAGE;

import org.harmonicsweep.trial.PlainText;

/** Every error about files with networks that is not about what such a file says. */
public final class ModelErrors {
  private ModelErrors() {}

  /** Deeplearning4j's format without Deeplearning4j. */
  public static JobException noDeeplearning4j() {
    return new JobException(
        MISSING_INPUT,
        "Deeplearning4j's zip needs Deeplearning4j, which is not on the class path: ./harmonic puts"
            + " it there for 'export --format dl4j' and 'measure MODEL.zip'; elsewhere add its jars,"
            + " see docs/engines.md");
  }

  /** A trial that has no network. */
  public static JobException noNetwork(String trial, String status) {
    return new JobException(
        MISSING_INPUT,
        "trial %s has no network to export: its status is %s; choose a trial with status ok"
            .formatted(trial, status));
  }

  /** A network that came out otherwise. */
  public static JobException otherNetwork(String trial, String found, String stored) {
    return new JobException(
        MISMATCH,
        ("nothing is exported: the weights of trial %s come out as %s here, its row has %s;"
                + " 'harmonic reproduce' shows where the two part")
            .formatted(trial, found, stored));
  }

  /** A file that is not written over. */
  public static JobException fileExists(String file) {
    return new JobException(
        MISSING_INPUT, file + ": is there already; --overwrite replaces it, --to writes elsewhere");
  }

  /** A file that cannot be read or written. */
  public static JobException file(String file, Throwable cause) {
    return new JobException(
        MISSING_INPUT,
        "%s: the file system refuses: %s".formatted(file, PlainText.reason(cause)),
        cause);
  }

  /** A file that is not there. */
  public static JobException missing(String file) {
    return new JobException(
        MISSING_INPUT,
        file + ": there is no such file; give an ONNX file or a zip of Deeplearning4j");
  }

  /** A network with several outputs. */
  public static JobException severalOutputs(String file, String outputs) {
    return new JobException(
        USAGE, "%s: has several outputs; choose one with --output: %s".formatted(file, outputs));
  }

  /** Data that do not fit a network. */
  public static JobException otherFeatures(String file, String network, String data) {
    return new JobException(
        MISSING_INPUT,
        "%s: the network takes %s, a sample of the data is %s; give the data it was made for"
            .formatted(file, network, data));
  }
}
