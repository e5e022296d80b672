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

  @Test
  void itNeverGoesBelowZero() {
    assertThat(FORECAST.remaining(List.of(cohort(10, 10)), Duration.ofSeconds(1000)))
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
