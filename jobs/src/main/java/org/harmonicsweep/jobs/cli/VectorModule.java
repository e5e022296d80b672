package org.harmonicsweep.jobs.cli;

import java.util.Optional;

/** The JDK's vector instructions, which have to be asked for when Java starts. */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /** Returns a warning if the module is missing: results are the same, only later. */
  static Optional<String> warning() {
    return ModuleLayer.boot().findModule(NAME).isPresent()
        ? Optional.empty()
        : Optional.of(
            "harmonic: Java was started without --add-modules=%s; training takes several times as long"
                .formatted(NAME));
  }
}
