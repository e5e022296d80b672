package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalDouble;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.sweeps.plan.CostModel;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.sweeps.spec.Tolerance;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.TimeLimit;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  /** Twelve trials of a moment and twelve of minutes. */
  private static final String TEXT =
      TinyStudy.TEXT
          .replace(
              "architectures:",
              "architectures:\n"
                  + "  large: {encoder: [2000, 2000], decoder: [2000, 2000], activation: tanh}")
          .replace("[small]", "[small, large]");

  private static SweepPlan plan(String timeout) {
    return plan(new SweepReader(Map.of(), file -> true).read("tiny.yaml", TEXT + timeout));
  }

  private static SweepPlan plan(Study study) {
    return SweepPlan.of(study, DataIdentity.ofVectors("a".repeat(64), 2, 48, 12));
  }

  private static SweepPlan limited(double seconds) {
    return plan(
        Studies.tolerating(
            Studies.tiny("waves", 2, 2),
            new Tolerance(new TimeLimit(seconds), OptionalDouble.empty())));
  }

  @Test
  void trialsThatWillProbablyReachTheTimeAreCountedWithTheLongest() {
    SweepPlan plan = plan("trial_timeout: 12\n");
    double longest = plan.trials().stream().mapToDouble(CostModel::seconds).max().orElseThrow();

    assertThat(plan.trials()).hasSize(24);
    assertThat(PlanText.warning(plan))
        .hasValue(
            "12 of 24 trials are predicted to take longer than the trial_timeout of 12 s, up to "
                + Words.duration(longest));
    assertThat(Words.duration(longest)).endsWith(" min");
  }

  @Test
  void whereThereIsNoTimeOrEnoughThereIsNoWarning() {
    assertThat(PlanText.warning(plan(""))).isEmpty();
    assertThat(PlanText.warning(plan("trial_timeout: 86400\n"))).isEmpty();
  }

  @Test
  void aTrialThatTakesExactlyItsTimeIsInTime() {
    double predicted = CostModel.seconds(Studies.plan("waves", 2, 2).trials().get(0));

    assertThat(PlanText.warning(limited(predicted))).isEmpty();
    assertThat(PlanText.warning(limited(Math.nextDown(predicted))))
        .hasValueSatisfying(text -> assertThat(text).startsWith("4 of 4 trials are predicted"));
  }
}
