package org.harmonicsweep.kernel;

import java.util.Optional;
import java.util.ServiceLoader;

/** Which kernels this JVM can run, found out once. */
final class KernelChoice {
  private static final String MODULE = "jdk.incubator.vector";

  // The vector kernels link only where the module is, so nothing but their service entry names
  // them.
  private static final Optional<ServiceLoader.Provider<Kernels>> VECTOR = vector(Kernels.class);
  private static final Optional<ServiceLoader.Provider<DoubleKernels>> DOUBLE_VECTOR =
      vector(DoubleKernels.class);

  private KernelChoice() {}

  private static <T> Optional<ServiceLoader.Provider<T>> vector(Class<T> kernels) {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? ServiceLoader.load(kernels, KernelChoice.class.getClassLoader()).stream().findFirst()
        : Optional.empty();
  }

  static Kernels create() {
    return VECTOR.map(ServiceLoader.Provider::get).orElseGet(ScalarKernels::new);
  }

  static DoubleKernels createDouble() {
    return DOUBLE_VECTOR.map(ServiceLoader.Provider::get).orElseGet(ScalarDoubleKernels::new);
  }
}
