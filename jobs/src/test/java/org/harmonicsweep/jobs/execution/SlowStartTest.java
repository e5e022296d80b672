package org.harmonicsweep.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlowStartTest {
  @Test
  void aJvmAsTheLauncherStartsItHasNoWarning() {
    assertThat(SlowStart.warning()).isEmpty();
    assertThat(SlowStart.warning("512", List.of("-XX:UseAVX=3", "-Xmx4g"))).isEmpty();
  }

  @Test
  void withoutTheVectorModuleCostAndRemedyAreNamedInOneLine() {
    assertThat(SlowStart.warning("scalar", List.of()).orElseThrow())
        .contains("--add-modules=jdk.incubator.vector", "the same bits", "18 times", "./harmonic")
        .hasLineCount(1);
  }

  @Test
  void narrowedVectorsAreNamedWithTheFlag() {
    assertThat(SlowStart.warning("128", List.of("-XX:UseAVX=1")).orElseThrow())
        .contains("-XX:UseAVX=1", "128 bits")
        .hasLineCount(1);
  }

  @Test
  void aJvmThatOnlyInterpretsIsNamedFirst() {
    assertThat(SlowStart.warning("scalar", List.of("-Xint")).orElseThrow()).contains("-Xint");
  }
}
