package org.harmonicsweep.jobs.execution;

import java.util.Collection;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.training.LearnerProvider;
import org.harmonicsweep.trial.Engine;

/** The engines that this JVM has. */
public final class Engines {
  private Engines() {}

  /**
   * Returns if every engine is here.
   *
   * @throws org.harmonicsweep.jobs.JobException otherwise
   */
  public static void require(Collection<Engine> engines) {
    for (Engine engine : engines) {
      if (!engine.isExact() && LearnerProvider.of(engine).isEmpty()) {
        throw JobErrors.missingEngine(engine.key());
      }
    }
  }
}
