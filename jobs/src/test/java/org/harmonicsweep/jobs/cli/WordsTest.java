package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({"0, 0 s", "0.4, 0 s", "119, 119 s", "120, 2.0 min", "7199, 120.0 min", "9000, 2.5 h"})
  void aTimeIsToldInItsNaturalUnit(double seconds, String words) {
    assertThat(Words.duration(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.5, -0.5",
    "1, 1",
    "0.30000000000000004, 0.3",
    "1234567.8, 1234570",
    "0.0001, 0.0001",
    "1e-7, 1E-7",
    "-2.5e12, -2.5E+12",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void aNumberHasAtMostSixDigitsThatCount(double value, String words) {
    assertThat(Words.number(value)).isEqualTo(words);
  }

  @Test
  void aLocalPathHasNoScheme() {
    assertThat(Words.path("file:/tmp/a")).isEqualTo("/tmp/a");
    assertThat(Words.path("file:///tmp/a")).isEqualTo("/tmp/a");
    assertThat(Words.path("hdfs://h/tmp/a")).isEqualTo("hdfs://h/tmp/a");
  }
}
