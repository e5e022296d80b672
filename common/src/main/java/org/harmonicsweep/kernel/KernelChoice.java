package org.harmonicsweep.kernel;

import java.util.Optional;
import java.util.ServiceLoader;

/** Which kernels this JVM can run, found out once. */
final class KernelChoice {
  private static final String MODULE = "jdk.incubator.vector";

  // The vector kernels link only where the module is, so nothing but their service entry names
  // them.
  private static final Optional<ServiceLoader.Provider<Kernels>> VECTOR =
      ModuleLayer.boot().findModule(MODULE).isPresent()
          ? ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader()).stream().findFirst()
          : Optional.empty();

  private KernelChoice() {}

  static Kernels create() {
    return VECTOR.map(ServiceLoader.Provider::get).orElseGet(ScalarKernels::new);
  }
}
