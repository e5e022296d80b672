package org.harmonicsweep.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void anExampleIsThatOfR() {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005)).containsExactly(0.03, 0.06, 0.06, 0.02);
  }

  @Test
  void oneTestIsNotCorrected() {
    assertThat(Holm.adjusted(0.04)).containsExactly(0.04);
    assertThat(Holm.adjusted()).isEmpty();
  }

  @Test
  void noProbabilityIsAboveOne() {
    assertThat(Holm.adjusted(0.9, 0.8, 1)).containsExactly(1, 1, 1);
  }
}
