package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.harmonicsweep.jobs.LocalSpark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final String SETTING = "spark.hadoop.harmonic.test";

  @AfterEach
  void forget() {
    System.clearProperty(SETTING);
  }

  @Test
  void everyCommandSeesTheHadoopSettingsOfSpark() {
    System.setProperty(SETTING, "a key");

    assertThat(Sessions.hadoop().get("harmonic.test")).isEqualTo("a key");
  }

  @Test
  void withoutSettingsTheFileSystemIsThatOfASession() {
    assertThat(Sessions.hadoop().get("fs.defaultFS"))
        .isEqualTo(LocalSpark.session().sparkContext().hadoopConfiguration().get("fs.defaultFS"));
  }

  @Test
  void theShippedDefaultsGiveDriverAndExecutorsWhatASessionGives() throws IOException {
    Properties defaults = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("../deploy/spark-defaults.conf"))) {
      defaults.load(file);
    }
    assertThat(defaults)
        .contains(
            Map.entry("spark.driver.extraJavaOptions", Sessions.EXECUTOR_FLAGS),
            Map.entry("spark.executor.extraJavaOptions", Sessions.EXECUTOR_FLAGS));
  }
}
