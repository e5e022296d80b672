package org.harmonicsweep.deploy;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where things lie, seen from this module's directory, in which its tests run. */
final class Deployment {
  /** The root of the repository. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What is tested besides the jar: manifests, scripts, the Dockerfile. */
  static final Path FILES = ROOT.resolve("deploy");

  /** The jar that users submit. */
  static final Path JAR = ROOT.resolve("jobs/target/harmonic-sweep.jar");

  /** Spark, Hadoop and what they need, without what belongs to a cluster. */
  static final Path SPARK_JARS = ROOT.resolve("jobs/target/spark-jars");

  /** What Spark needs beyond that for YARN and Kubernetes. */
  static final Path CLUSTER_JARS = ROOT.resolve("deploy/target/cluster-jars");

  /** What S3 needs beyond that; there with {@code -Pobject-store} only. */
  static final Path OBJECT_STORE_JARS = ROOT.resolve("deploy/target/object-store-jars");

  /** The settings that a Spark installation is given. */
  static final Path SPARK_DEFAULTS = FILES.resolve("spark-defaults.conf");

  /** Deeplearning4j's engines, and beside them {@code jars/} with all they need. */
  static final Path ENGINES = ROOT.resolve("dl4j/target");

  /** The flags of every JVM of ours, as a file for {@code java @file}. */
  static final Path JAVA_OPTIONS = ROOT.resolve("jobs/target/java.options");

  private Deployment() {}

  /** Returns the jars of the engines as {@code --jars} takes them. */
  static String engineJars() throws IOException {
    try (var jars = Files.list(ENGINES.resolve("jars"))) {
      return Stream.concat(Stream.of(ENGINES.resolve("harmonic-sweep-dl4j.jar")), jars.sorted())
          .map(Path::toString)
          .collect(joining(","));
    }
  }
}
