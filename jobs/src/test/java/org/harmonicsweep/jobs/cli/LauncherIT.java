package org.harmonicsweep.jobs.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code harmonic}, in a tree of its own whose Maven only says that it was called. */
class LauncherIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final long LIMIT_SECONDS = 120;

  @TempDir private Path root;

  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void layOut() throws IOException {
    Files.copy(Path.of("../harmonic"), root.resolve("harmonic"));
    Path target = Files.createDirectories(root.resolve("jobs/target"));
    Files.createDirectories(root.resolve("jobs/src/main"));
    Files.copy(HarmonicProcess.JAR, target.resolve("harmonic-sweep.jar"));
    Files.copy(TARGET.resolve("java.options"), target.resolve("java.options"));
    Files.createSymbolicLink(target.resolve("spark-jars"), TARGET.resolve("spark-jars"));
    for (String pom : List.of("pom.xml", "jobs/pom.xml")) {
      Files.writeString(root.resolve(pom), "<project/>");
      changedAt(root.resolve(pom), Instant.EPOCH);
    }
    Path maven = root.resolve("mvnw");
    Files.writeString(maven, "#!/bin/sh\ntouch \"$(dirname \"$0\")/built\"\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    assertThat(root.resolve("harmonic").toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void itBuildsWhenSourcesChangedButNotUnderAProcessThatRunsFromTheBuild() throws Exception {
    String slow = TinyStudy.TEXT.replace("epochs: 2", "epochs: 1000000");
    Process run = launch("run", TinyStudy.in(root, slow));
    await(root.resolve("out/tiny/plan.json"));
    Path source = Files.writeString(root.resolve("jobs/src/main/New.java"), "class New {}");
    changedAt(source, Instant.now().plusSeconds(60));

    Process version = launch("--version");
    assertThat(version.waitFor(LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(version.exitValue()).as(text("--version")).isZero();
    assertThat(text("--version")).contains("a process runs from the build there is");
    assertThat(root.resolve("built")).as("Maven was called").doesNotExist();
    assertThat(run.isAlive()).isTrue();

    run.destroyForcibly();
    assertThat(run.waitFor(LIMIT_SECONDS, SECONDS)).isTrue();
    Process later = launch("--version");
    assertThat(later.waitFor(LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(later.exitValue()).as(text("--version")).isZero();
    assertThat(text("--version")).contains("sources changed").doesNotContain("a process runs");
    assertThat(root.resolve("built")).as("Maven was called").exists();
  }

  @Test
  void itBuildsDeeplearning4jForItsOwnFormatAlone() throws Exception {
    Path onnx = Files.writeString(root.resolve("model.onnx"), "dl4j");
    Path zip = Files.writeString(root.resolve("model"), "PK..");

    Process plain = launch("measure", onnx.toString());
    assertThat(plain.waitFor(LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(text("measure")).contains("not an ONNX model");
    assertThat(root.resolve("built")).as("Maven was called").doesNotExist();

    Process archive = launch("measure", zip.toString());
    assertThat(archive.waitFor(LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(root.resolve("built")).as("Maven was called").exists();
    Files.delete(root.resolve("built"));

    Process export = launch("export", "out/none", "3fa9c1", "--format", "dl4j");
    assertThat(export.waitFor(LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(root.resolve("built")).as("Maven was called").exists();
  }

  private Process launch(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(root.resolve("harmonic").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve(arguments[0] + ".txt").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HARMONIC_OPTS", "-Xmx600m");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String text(String command) throws IOException {
    return Files.readString(root.resolve(command + ".txt"));
  }

  private static void await(Path file) throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private static void changedAt(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
