package org.harmonicsweep.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.harmonicsweep.training.EngineSteps;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

  /** Counted by hand, in millions; the tolerance is that of their last digit. */
  @ParameterizedTest
  @CsvSource({"W1, 2.77, 0.005", "W2, 262.8, 0.05", "W3, 3833.7, 0.5"})
  void operationsAreThoseCountedByHand(String name, double millions, double tolerance) {
    assertThat(Workload.named(name).get(0).operations() * 1e-6)
        .isCloseTo(millions, within(tolerance));
  }

  @Test
  void theNetOfTheDisksComesBackToItsImage() {
    Net net = Workload.named("W5").get(0).net();

    assertThat(Layout.of(net.model(), net.input()).decoder())
        .extracting(layer -> layer.output().toString())
        .containsExactly("3x3x2", "7x7x3", "15x15x4", "31x31x8", "63x63x1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W1", "W2", "W3", "W4", "W5"})
  void ourLossIsThatOfChanceFirst(String name) {
    Workload workload = Workload.named(name).get(0);
    EngineSteps steps = EngineTrial.start(workload, Engine.strict(), 0);

    double chance = workload.net().input().size() * Math.log(2);
    // initial weights give logits near 0 and a small divergence: ln 2 per feature and a bit
    assertThat(steps.next()).isBetween(0.95 * chance, 1.6 * chance);
  }

  @Test
  void unknownWorkloadsAreNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> Workload.named("W9"))
        .hasMessage("--workloads names 'W9', known are [W1, W2, W3, W4, W5]");
  }
}
