package org.harmonicsweep.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Forecast FORECAST = new Forecast(120, 20, 2);

  @Test
  void beforeAnythingIsFinishedTheCostModelIsBelieved() {
    assertThat(FORECAST.remaining(List.of(), Duration.ofSeconds(10)))
        .isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void finishedCohortsTellHowFarOffTheModelIs() {
    assertThat(FORECAST.remaining(List.of(cohort(10, 30)), Duration.ofSeconds(30)))
        .isEqualTo(Duration.ofSeconds(150));
  }

  @Test
  void aCostliestCohortThatIsOverdueTellsToo() {
    assertThat(FORECAST.remaining(List.of(), Duration.ofSeconds(40)))
        .isEqualTo(Duration.ofSeconds(80));
  }

  /** 700 s of work in 710 s are one slot's, whatever was promised: 600 s of another are to come. */
  @Test
  void slotsThatWereNeverThereAreNotCountedOn() {
    Forecast promised = new Forecast(1300, 20, 2);
    Forecast right = new Forecast(1300, 20, 1);

    long seconds =
        promised.remaining(List.of(cohort(700, 700)), Duration.ofSeconds(710)).toSeconds();

    // the slot that is not there may have been at work for 20 s, as far as anyone can tell
    assertThat(seconds).isBetween(500L, 600L);
    assertThat(right.remaining(List.of(cohort(700, 700)), Duration.ofSeconds(710)))
        .isEqualTo(Duration.ofSeconds(590));
  }

  @Test
  void slotsThatCameLaterAreCountedOn() {
    assertThat(FORECAST.remaining(List.of(cohort(60, 60)), Duration.ofSeconds(15)))
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void itNeverGoesBelowZero() {
    assertThat(FORECAST.remaining(List.of(cohort(120, 120)), Duration.ofSeconds(1000)))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void cohortsThatCostNothingDoNotDivideByZero() {
    assertThat(new Forecast(0, 0, 1).remaining(List.of(cohort(0, 0)), Duration.ZERO))
        .isEqualTo(Duration.ZERO);
  }

  private static CohortSummary cohort(double predicted, double wall) {
    return new CohortSummary("part", 1, 0, List.of(), 0, predicted, wall, wall, List.of());
  }
}
