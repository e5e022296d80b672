package org.harmonicsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTest {
  @Test
  void anExactEngineHasNoToleranceAndEveryOtherHasOne() {
    assertThat(Engine.strict().isExact()).isTrue();
    assertThat(Engine.strict().tolerance()).isEmpty();
    assertThat(Engine.dl4j().isExact()).isFalse();
    assertThat(Engine.dl4j().tolerance()).isPresent();
    Engine averaged = new Engine.Dl4jSpark(new Averaging(2, 5, 2, 8));
    assertThat(averaged.isExact()).isFalse();
    assertThat(averaged.tolerance()).isPresent();
    assertThat(Engine.inexact()).containsExactly(Engine.dl4j().key(), averaged.key());
  }
}
