package org.harmonicsweep.training;

import java.util.Optional;
import java.util.ServiceLoader;
import org.harmonicsweep.trial.Engine;

/** An engine beside the strict one, found on the class path as a service. */
public interface LearnerProvider {

  /** Returns whether it provides an engine. */
  boolean provides(Engine engine);

  /** Returns a learner for the engine of a model's trial; it starts from the model's parameters. */
  Learner open(ModelInTraining model);

  /** Returns the provider of an engine, or empty if none is on the class path. */
  static Optional<LearnerProvider> of(Engine engine) {
    return ServiceLoader.load(LearnerProvider.class, LearnerProvider.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.provides(engine))
        .findFirst();
  }
}
