package org.harmonicsweep.training;

import org.harmonicsweep.trial.Engine;

/** The engine of a trial is not on the class path of the process that is to train it. */
public final class MissingEngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingEngineException(Engine engine) {
    super(
        "the engine %s is not on the class path of this JVM: it comes in a jar of its own, see docs/engines.md"
            .formatted(engine.key()));
  }
}
