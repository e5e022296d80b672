package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
