package org.harmonicsweep.dl4j;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What ND4J needs beside classes.
 *
 * <p>Where it is missing, ND4J says so once, in the initialiser of a class, and then only that the
 * class cannot be initialised. So what is missing is looked for here, and is the same for every
 * trial.
 */
final class NativeLibraries {
  private NativeLibraries() {}

  /**
   * A library of a jar.
   *
   * @param jar name without version and platform
   * @param folder in it that holds a folder of each platform
   * @param name of the file without what the platform puts around it
   */
  private record Library(String jar, String folder, String name) {
    boolean isThere(Properties platform) {
      String file =
          "%s/%s/%s%s%s"
              .formatted(
                  folder,
                  platform.getProperty("platform"),
                  platform.getProperty("platform.library.prefix", ""),
                  name,
                  platform.getProperty("platform.library.suffix", ""));
      return NativeLibraries.class.getClassLoader().getResource(file) != null;
    }
  }

  private static final List<Library> ALL =
      List.of(
          new Library("javacpp", "org/bytedeco/javacpp", "jnijavacpp"),
          new Library("openblas", "org/bytedeco/openblas", "jniopenblas_nolapack"),
          new Library("nd4j-native", "org/nd4j/linalg/cpu/nativecpu/bindings", "jnind4jcpu"));

  /**
   * Starts ND4J with one thread for every net: one task has one core, and more threads would take
   * turns with the other tasks of the executor.
   *
   * @return why it does not start, in one line; empty if it does
   */
  static Optional<String> start() {
    try {
      Nd4j.getEnvironment().setMaxThreads(1);
      Nd4j.getEnvironment().setMaxMasterThreads(1);
      Nd4j.factory().blas().setMaxThreads(1);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(reason(e));
    }
  }

  private static String reason(Throwable thrown) {
    Properties platform = Loader.loadProperties();
    String name = platform.getProperty("platform");
    List<Library> missing = ALL.stream().filter(library -> !library.isThere(platform)).toList();
    if (missing.isEmpty()) {
      return "ND4J does not start on %s: %s; see docs/engines.md"
          .formatted(name, innermost(thrown));
    }
    return "ND4J finds no native library for %s: put %s on the class path of driver and executors, see docs/engines.md"
        .formatted(
            name,
            missing.stream()
                .map(library -> library.jar() + "-VERSION-" + name + ".jar")
                .collect(joining(", ")));
  }

  private static String innermost(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause).lines().findFirst().orElse("");
  }
}
