package org.harmonicsweep.sweeps.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.StudyException;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.trial.DataIdentity;
import org.junit.jupiter.api.Test;

class SweepPlanTest {
  private static final DataIdentity DATA = DataIdentity.ofVectors("0".repeat(64), 64, 90, 10);

  @Test
  void summarySaysHowMuchThereIsToDo() {
    SweepPlan plan = plan("{kl_weight: [1, 2, 3]}", "[spectrum]");
    List<Cohort> cohorts =
        List.of(
            new Cohort(plan.trials().subList(0, 1), 3590),
            new Cohort(plan.trials().subList(1, 6), 10));

    assertThat(plan.summary(cohorts))
        .isEqualTo(
            """
            study    s
            cells    3
            trials   6 (2 of each cell)
            cohorts  2, the longest 3590.0 s
            cost     1.000 core-hours predicted (3600 s)
            plan     %s"""
                .formatted(plan.digest()));
  }

  @Test
  void architectureThatTheLoadedDataRuleOutMakesNoPlan() {
    Study study =
        new SweepReader(Map.of(), path -> true)
            .read(
                "s.yaml",
                """
                study: s
                data: {source: idx, images: here}
                model: {architecture: conv-small, latent: 2}
                training: {epochs: 1, batch: 10}
                """);

    assertThatThrownBy(() -> SweepPlan.of(study, DATA))
        .isInstanceOf(StudyException.class)
        .hasMessageStartingWith(
            "s.yaml:3:23: model.architecture: the architecture 'conv-small' cannot be built");
  }

  @Test
  void summaryDoesNotDependOnTheLanguageOfTheMachine() {
    SweepPlan plan = plan("{kl_weight: [1]}", "[]");
    List<Cohort> cohorts = new CohortPlanner(1).plan(plan.trials());
    String here = plan.summary(cohorts);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(plan.summary(cohorts)).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void digestKnowsTrialsAndMetricsButNotTheirOrder() {
    String digest = plan("{kl_weight: [1, 2]}", "[spectrum, lipschitz]").digest();

    assertThat(plan("{kl_weight: [2, 1]}", "[lipschitz, spectrum]").digest()).isEqualTo(digest);
    assertThat(plan("{kl_weight: [1, 2]}", "[spectrum]").digest()).isNotEqualTo(digest);
    assertThat(plan("{kl_weight: [1, 3]}", "[spectrum, lipschitz]").digest()).isNotEqualTo(digest);
  }

  private static SweepPlan plan(String grid, String metrics) {
    String text =
        """
        study: s
        data: {source: disks, samples: 100, size: 8}
        model: {architecture: linear, latent: 2}
        grid: %s
        replicates: 2
        training: {epochs: 1, batch: 10}
        metrics: %s
        """
            .formatted(grid, metrics);
    Study study = new SweepReader(Map.of(), path -> true).read("plan.yaml", text);
    return SweepPlan.of(study, DATA);
  }
}
