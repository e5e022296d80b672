package org.harmonicsweep.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.harmonicsweep.kernel.Kernels;
import org.junit.jupiter.api.Test;

class WorkplaceTest {
  @Test
  void theWidthOfVectorsIsToldInBits() {
    assertThat(Workplace.width("vector-16")).isEqualTo("512");
    assertThat(Workplace.width(Kernels.scalar().name())).isEqualTo("scalar");
  }

  @Test
  void thisPlaceHasANameAndAnArchitecture() {
    Workplace here = Workplace.here(3);

    assertThat(here.host()).isNotBlank();
    assertThat(here.processor()).matches(System.getProperty("os.arch") + "/([0-9]+|scalar)");
  }
}
