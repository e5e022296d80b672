package org.harmonicsweep.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.harmonicsweep.dl4j.Cases.Case;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;

class Dl4jTest {
  private static final int NETS = Integer.getInteger("dl4j.nets", 100);

  private static List<Case> cases() {
    return Cases.all().map(Named::getPayload).map(one -> one.on(Engine.dl4j())).toList();
  }

  private static Case with(Case one, Training training) {
    Trial trial = one.trial();
    return new Case(
        new Trial(trial.model(), training, trial.seeds(), trial.data(), trial.engine()),
        one.data());
  }

  @Test
  void netsAtOnceGiveTheBitsOfNetsAlone() throws Exception {
    List<String> alone =
        cases().stream().map(one -> AgreementTest.trained(one).weightsDigest()).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> together = new ArrayList<>();
      for (Case one : cases()) {
        together.add(threads.submit(() -> AgreementTest.trained(one).weightsDigest()));
      }
      for (int i = 0; i < alone.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTrainingWithItsStep() {
    // Gaussian and linear: each step multiplies the error
    Case explosive = with(cases().get(0), new Training(3, 16, 1e30));
    long step =
        Trainer.train(explosive.trial(), explosive.data())
            .match(
                trained -> {
                  throw new AssertionError("did not diverge");
                },
                diverged -> diverged.step());
    assertThat(step).isBetween(2L, 15L);
  }

  @Test
  void anInterruptedThreadHasNoResult() {
    Case one = cases().get(0);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Trainer.train(one.trial(), one.data()))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** What many nets leave behind outside the heap, where no collector of Java looks. */
  @Test
  void memoryIsFlatOverManyNets() {
    Case one = with(cases().get(0), new Training(1, 16, 1e-3));
    train(one, 50);
    long before = Pointer.physicalBytes();
    train(one, NETS);
    // the heap settles within this; with -Ddl4j.nets=500 a leak of 100 KiB per net shows
    assertThat(Pointer.physicalBytes() - before).isLessThan(48 << 20);
  }

  private static void train(Case one, int times) {
    for (int i = 0; i < times; i++) {
      AgreementTest.trained(one);
    }
  }
}
