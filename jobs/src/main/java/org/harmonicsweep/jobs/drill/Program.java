package org.harmonicsweep.jobs.drill;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.harmonicsweep.jobs.DrillErrors;

/**
 * What it takes to start this program, or Spark, in a process of its own.
 *
 * @param main class that {@code spark-submit} runs
 * @param jar that holds it
 * @param libraries jars of Spark and of what it needs
 */
public record Program(String main, Path jar, List<Path> libraries) {
  public Program {
    libraries = List.copyOf(libraries);
  }

  /**
   * Returns the program that runs now.
   *
   * @throws org.harmonicsweep.jobs.JobException if it does not run from its jar
   */
  public static Program running(Class<?> main) {
    Path jar = source(main);
    if (!Files.isRegularFile(jar)) {
      throw DrillErrors.notPackaged(jar.toString());
    }
    List<Path> libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).toAbsolutePath())
            .filter(path -> !path.equals(jar))
            .toList();
    return new Program(main.getName(), jar, libraries);
  }

  private static Path source(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a directory that Spark takes for its installation. */
  Path sparkHome(Path directory) throws IOException {
    Path jars = Files.createDirectories(directory.resolve("jars"));
    for (Path library : libraries) {
      Files.createSymbolicLink(jars.resolve(library.getFileName()), library);
    }
    return directory;
  }

  /**
   * Returns the command of a JVM.
   *
   * @param options beside those that Spark needs
   */
  static List<String> java(List<String> options, String classPath, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+")));
    command.addAll(List.of("-Djava.awt.headless=true", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(program);
    return command;
  }
}
