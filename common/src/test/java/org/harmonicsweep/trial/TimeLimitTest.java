package org.harmonicsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
  void aLimitIsAboveZero(double seconds) {
    assertThatThrownBy(() -> new TimeLimit(seconds)).hasMessageContaining("must be > 0");
  }

  @ParameterizedTest
  @CsvSource({"600,600", "0.25,0.25", "1e-9,0.000000001", "1e6,1000000"})
  void itIsWrittenAsInAStudy(double seconds, String shown) {
    assertThat(new TimeLimit(seconds)).hasToString("trial_timeout of " + shown + " s");
  }

  @Test
  void noneIsNeverReached() {
    assertThat(TimeLimit.none().isNone()).isTrue();
    assertThat(new TimeLimit(1e300).isNone()).isFalse();
  }
}
