package org.harmonicsweep.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.harmonicsweep.dl4j.Cases.Case;
import org.harmonicsweep.training.EpochLosses;
import org.harmonicsweep.training.LayerParameters;
import org.harmonicsweep.training.StrictGradients;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.trial.Engine;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two engines that share not a line of arithmetic check each other. */
class AgreementTest {
  /** Sums of some hundred floats in another order, relative to the largest of a layer. */
  private static final double GRADIENT_TOLERANCE = 1e-5;

  /** Fifteen steps of Adam, which divides by small gradients and so enlarges their rounding. */
  private static final double LOSS_TOLERANCE = 1e-4;

  static Stream<Named<Case>> cases() {
    return Cases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfAStepAgreeInEveryLayer(Case one) {
    List<LayerParameters> expected = StrictGradients.ofFirstStep(one.trial(), one.data());
    List<LayerParameters> found;
    try (GraphOfModel graph = new GraphOfModel(StrictGradients.model(one.trial(), one.data()))) {
      found = graph.gradients(1);
    }
    for (int layer = 0; layer < expected.size(); layer++) {
      assertAgree(layer, expected.get(layer).weights(), found.get(layer).weights());
      assertAgree(layer, expected.get(layer).biases(), found.get(layer).biases());
    }
  }

  private static void assertAgree(int layer, float[] expected, float[] found) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i])
          .as("gradient %d of layer %d", i, layer)
          .isCloseTo(expected[i], within((float) (GRADIENT_TOLERANCE * largest)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesAgreeInEveryEpoch(Case one) {
    List<EpochLosses> strict = trained(one).curve();
    List<EpochLosses> dl4j = trained(one.on(Engine.dl4j())).curve();
    assertThat(dl4j).hasSameSizeAs(strict);
    for (int epoch = 0; epoch < strict.size(); epoch++) {
      EpochLosses expected = strict.get(epoch);
      EpochLosses found = dl4j.get(epoch);
      assertThat(found.step()).isEqualTo(expected.step());
      assertRelative(found.trainingLoss(), expected.trainingLoss());
      assertRelative(found.testElbo(), expected.testElbo());
      assertRelative(found.testReconstruction(), expected.testReconstruction());
    }
  }

  private static void assertRelative(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(LOSS_TOLERANCE * Math.abs(expected)));
  }

  static TrainedVae trained(Case one) {
    return Trainer.train(one.trial(), one.data())
        .match(
            trained -> trained.vae(),
            diverged -> {
              throw new AssertionError("diverged at step " + diverged.step());
            });
  }
}
