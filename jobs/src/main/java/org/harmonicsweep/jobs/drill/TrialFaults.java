package org.harmonicsweep.jobs.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harmonicsweep.jobs.ExitCode;

/** Faults of the trials themselves. */
final class TrialFaults {
  /** Enough for the trial of the study, which a small executor has not. */
  static final Map<String, String> MORE_MEMORY = Map.of("spark.executor.memory", "2g");

  private TrialFaults() {}

  /** A trial without enough memory is no row, but a word on what to do. */
  static Round memoryShort(Scene scene) throws IOException, InterruptedException {
    Child run = scene.start("small");
    int code = Scene.end(run);
    long fault = System.nanoTime();
    List<String> complaints = new ArrayList<>();
    if (code != ExitCode.FAILED.number() || !run.lastWord().contains("needs more memory")) {
      complaints.add("exit code %d: %s".formatted(code, run.lastWord()));
    }
    complaints.addAll(scene.finish(MORE_MEMORY));
    return new Round(code != 0, Scene.secondsSince(fault), complaints, run.lastWord());
  }
}
