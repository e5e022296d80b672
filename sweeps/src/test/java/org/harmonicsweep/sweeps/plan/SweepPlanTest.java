package org.harmonicsweep.sweeps.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.StudyException;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.trial.DataIdentity;
import org.junit.jupiter.api.Test;

class SweepPlanTest {
  private static final DataIdentity DATA = DataIdentity.ofVectors("0".repeat(64), 64, 90, 10);

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
