package org.harmonicsweep.bench;

import java.util.Optional;
import java.util.ServiceLoader;

/** How fast fused multiply-adds can be done at all. */
public interface FloatingPeak {

  /** Returns the floating-point operations per second of this thread, two for a multiply-add. */
  double measure();

  /** Returns a measure, empty where this JVM has no vector module. */
  static Optional<FloatingPeak> find() {
    // its class links only where the module is, so nothing but its service entry names it
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? ServiceLoader.load(FloatingPeak.class, FloatingPeak.class.getClassLoader()).findFirst()
        : Optional.empty();
  }
}
