package org.harmonicsweep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be said of the Dockerfile without building it. */
class DockerfileIT {

  @Test
  void theBaseHasTheSparkOfTheBuildAndIsPinned() throws IOException {
    assertThat(instructions("FROM"))
        .containsExactly(
            "apache/spark:%s-scala2.12-java17-ubuntu"
                .formatted(System.getProperty("spark.version")));
  }

  @Test
  void whatIsCopiedIsThereAfterTheBuild() throws IOException {
    List<String> copies = instructions("COPY");

    assertThat(copies).isNotEmpty();
    for (String copy : copies) {
      String source =
          Arrays.stream(copy.split("\\s+"))
              .filter(word -> !word.startsWith("--"))
              .findFirst()
              .get();
      assertThat(matching(source)).as(source).isNotEmpty();
    }
  }

  @Test
  void aSourceThatIsNotThereWouldBeNoticed() throws IOException {
    assertThat(matching("jobs/target/harmonic-sweeps.jar")).isEmpty();
    assertThat(matching("studies/*.yaml")).isEmpty();
  }

  @Test
  void theImageRunsAsTheUserOfThePods() throws IOException {
    List<String> users = instructions("USER");

    assertThat(users.get(users.size() - 1)).isEqualTo("185");
    assertThat(Files.readString(Deployment.FILES.resolve("kubernetes/driver-pod.yaml")))
        .contains("runAsUser: 185");
  }

  @Test
  void nothingIsFetchedFromElsewhere() throws IOException {
    assertThat(instructions("ADD")).isEmpty();
    assertThat(instructions("RUN")).isEmpty();
  }

  private static List<String> instructions(String name) throws IOException {
    return Files.readAllLines(Deployment.FILES.resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  private static List<Path> matching(String source) throws IOException {
    Path file = Deployment.ROOT.resolve(source);
    Path directory = file.getParent();
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + file.getFileName());
    try (var files = Files.list(directory)) {
      return files.filter(found -> matcher.matches(found.getFileName())).toList();
    }
  }
}
