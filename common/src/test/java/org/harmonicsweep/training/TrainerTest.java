package org.harmonicsweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  private static final DataSplit DATA = Trials.uniform(21, 100, 30);
  private static final Training SHORT = new Training(3, 16, 1e-2);

  private static Trial trial(Model model) {
    return Trials.trial(model, SHORT, DATA);
  }

  private static TrainedVae train(Model model) {
    return Trials.trained(Trainer.train(trial(model), DATA));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void vectorAndScalarKernelsTrainTheSameBits(Activation activation) {
    Architecture architecture = Architecture.dense("odd", List.of(37), List.of(18), activation);
    for (Likelihood likelihood : Likelihood.values()) {
      for (EncoderVariance variance :
          List.of(EncoderVariance.learned(), EncoderVariance.fixed(0.1))) {
        InputNoise noise = InputNoise.denoising(0.1);
        Trial trial = trial(new Model(architecture, 3, likelihood, variance, 2, noise));
        TrainedVae vector = Trials.trained(Trainer.train(trial, DATA, Kernels.create()));
        TrainedVae scalar = Trials.trained(Trainer.train(trial, DATA, Kernels.scalar()));
        assertThat(vector.weightsDigest()).isEqualTo(scalar.weightsDigest());
        assertThat(vector.curve()).isEqualTo(scalar.curve());
      }
    }
  }

  @Test
  void trainingTwiceGivesTheSameBits() {
    TrainedVae first = train(Trials.model(EncoderVariance.learned()));
    TrainedVae second = train(Trials.model(EncoderVariance.learned()));
    assertThat(second.weightsDigest()).isEqualTo(first.weightsDigest());
    assertThat(second.curve()).isEqualTo(first.curve());
  }

  @Test
  void trainingsAtOnceGiveTheBitsOfTrainingsAlone() throws Exception {
    List<Model> models =
        List.of(
            Trials.model(EncoderVariance.learned()),
            Trials.model(EncoderVariance.fixed(1)),
            Trials.model(EncoderVariance.fixed(0.01)));
    List<String> alone = models.stream().map(model -> train(model).weightsDigest()).toList();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int repetition = 0; repetition < 3; repetition++) {
        List<Future<String>> together =
            models.stream()
                .map(model -> threads.submit(() -> train(model).weightsDigest()))
                .toList();
        for (int i = 0; i < models.size(); i++) {
          assertThat(together.get(i).get()).isEqualTo(alone.get(i));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void trainedBitsNeverChange() {
    // a change here is a change of the engine's numeric contract: give it a new version
    assertThat(train(Trials.model(EncoderVariance.learned())).weightsDigest())
        .isEqualTo("444f185aa629acc58a26f2db6b9036e7fc5876499e81953fb2a467b3886cc76b");
  }

  @Test
  void digestsDifferWhereTheModelsDo() {
    assertThat(
            List.of(
                train(Trials.model(EncoderVariance.learned())).weightsDigest(),
                train(Trials.model(EncoderVariance.fixed(1))).weightsDigest(),
                train(Trials.model(EncoderVariance.fixed(0.5))).weightsDigest()))
        .doesNotHaveDuplicates();
  }

  @Test
  void encoderVariancesShareTheirInitialWeights() {
    Vae fixed = initial(EncoderVariance.fixed(0.5));
    Vae learned = initial(EncoderVariance.learned());
    TrainedVae one =
        new TrainedNetworks(fixed, Trials.model(EncoderVariance.fixed(0.5))).with(List.of());
    TrainedVae other =
        new TrainedNetworks(learned, Trials.model(EncoderVariance.learned())).with(List.of());
    assertSameWeights(one.encoderMean(), other.encoderMean());
    assertSameWeights(one.decoder(), other.decoder());
    Layer mean = other.encoderMean().layers().get(2);
    Layer logVariance = other.encoderLogVariance().orElseThrow().layers().get(2);
    assertThat(logVariance.weights()).isNotEqualTo(mean.weights());
  }

  @Test
  void initialWeightsFillTheRangeOfGlorot() {
    float[] weights =
        new TrainedNetworks(
                initial(EncoderVariance.learned()), Trials.model(EncoderVariance.learned()))
            .with(List.of())
            .encoderMean()
            .layers()
            .get(0)
            .weights();
    float most = (float) Math.sqrt(6.0 / (21 + 13));
    float largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    // 273 uniform draws: the largest is above 0.95 of the limit but for 1 in 10^6
    assertThat(largest).isBetween(0.95f * most, most);
  }

  private static Vae initial(EncoderVariance variance) {
    Vae vae = new Vae(Kernels.create(), Trials.model(variance), SampleShape.vector(21), 1);
    new InitialWeights(trial(Trials.model(variance)).seeds()).fill(vae);
    return vae;
  }

  private static void assertSameWeights(Network one, Network other) {
    for (int i = 0; i < one.layers().size(); i++) {
      assertThat(one.layers().get(i).weights()).isEqualTo(other.layers().get(i).weights());
      assertThat(one.layers().get(i).biases()).containsOnly(0);
    }
  }

  @Test
  void cellsOfOneShapeShareBatchesAndNoise() {
    Vae.Batch plain = batch(0, 3);
    Vae.Batch little = batch(0.1, 3);
    Vae.Batch much = batch(0.2, 3);
    assertThat(little.noise().values()).isEqualTo(plain.noise().values());
    assertThat(little.target().values()).isEqualTo(plain.target().values());
    for (int i = 0; i < plain.input().size(); i++) {
      double clean = plain.input().values()[i];
      double single = little.input().values()[i] - clean;
      double twice = much.input().values()[i] - clean;
      assertThat(twice).isCloseTo(2 * single, org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  @Test
  void batchesDependOnTheirStepAlone() {
    Trial trial = trial(Trials.model(EncoderVariance.learned()));
    Minibatches inOrder = new Minibatches(Kernels.create(), trial, DATA.training());
    float[] last = {};
    for (long step = 1; step <= 8; step++) {
      last = inOrder.batch(step).input().values().clone();
    }
    Minibatches again = new Minibatches(Kernels.create(), trial, DATA.training());
    again.batch(7);
    assertThat(again.batch(8).input().values()).isEqualTo(last);
  }

  @Test
  void everySampleOfAnEpochIsSeenOnceAndNoiseIsNewEachStep() {
    Minibatches batches =
        new Minibatches(
            Kernels.create(),
            Trials.trial(
                Trials.model(
                    Likelihood.BERNOULLI, EncoderVariance.learned(), InputNoise.denoising(0)),
                new Training(2, 25, 1e-2),
                DATA),
            DATA.training());
    java.util.Set<Float> seen = new java.util.HashSet<>();
    java.util.Set<Float> noise = new java.util.HashSet<>();
    for (long step = 1; step <= 4; step++) {
      Vae.Batch batch = batches.batch(step);
      for (int i = 0; i < 25; i++) {
        seen.add(batch.input().values()[i * 21]);
        noise.add(batch.noise().values()[i * 3]);
      }
    }
    assertThat(batches.steps()).isEqualTo(4);
    assertThat(seen).hasSize(100);
    assertThat(noise).hasSize(100);
  }

  private static Vae.Batch batch(double noise, long step) {
    Model model =
        Trials.model(Likelihood.BERNOULLI, EncoderVariance.learned(), InputNoise.denoising(noise));
    return new Minibatches(Kernels.create(), trial(model), DATA.training()).batch(step);
  }

  @Test
  void batchesLargerThanTheDataHoldAllOfThem() {
    Training training = new Training(4, 1000, 1e-2);
    Trial trial = Trials.trial(Trials.model(EncoderVariance.learned()), training, DATA);
    TrainedVae vae = Trials.trained(Trainer.train(trial, DATA));
    assertThat(vae.curve()).extracting(EpochLosses::step).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void curveHoldsWhatItsJavadocSays() {
    Training training = new Training(40, 20, 1e-2);
    Model model =
        Trials.model(Likelihood.GAUSSIAN, EncoderVariance.fixed(0.5), InputNoise.denoising(0.05));
    TrainedVae vae = Trials.trained(Trainer.train(Trials.trial(model, training, DATA), DATA));
    assertThat(vae.curve()).hasSize(40);
    EpochLosses last = vae.last();
    assertThat(last.epoch()).isEqualTo(40);
    assertThat(last.step()).isEqualTo(200);
    assertThat(last.trainingLoss()).isLessThan(vae.curve().get(0).trainingLoss());
    assertThat(last.testElbo())
        .isEqualTo(
            -last.testReconstruction() - last.testKl() - 21 * 0.5 * StrictMath.log(2 * Math.PI));
    // KL of the finished encoder, in double precision
    double kl = 0;
    float[] means = vae.encoderMean().apply(DATA.test().values(), 30);
    for (float mean : means) {
      kl += 0.5 * (mean * mean + 0.5 - 1 - StrictMath.log(0.5)) / 30;
    }
    assertThat(last.testKl()).isCloseTo(kl, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void bernoulliDecoderGivesProbabilities() {
    TrainedVae vae = train(Trials.model(EncoderVariance.learned()));
    assertThat(vae.decoder().layers().get(2).activation()).isEqualTo(Activation.LOGISTIC);
    for (float value : vae.reconstruct().apply(DATA.test().values(), 30)) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void encoderWithoutHiddenLayersIsLinear() {
    Architecture architecture = Architecture.dense("bare", List.of(), List.of(), Activation.RELU);
    Model model =
        new Model(
            architecture,
            2,
            Likelihood.GAUSSIAN,
            EncoderVariance.learned(),
            1,
            InputNoise.denoising(0));
    TrainedVae vae = train(model);
    assertThat(vae.encoderMean().layers()).hasSize(1);
    assertThat(vae.decoder().layers()).hasSize(1);
  }

  @Test
  void divergenceIsAResultWithItsStep() {
    Training training = new Training(5, 16, 1e9);
    for (EncoderVariance variance : List.of(EncoderVariance.learned(), EncoderVariance.fixed(1))) {
      Model model = Trials.model(Likelihood.GAUSSIAN, variance, InputNoise.denoising(0));
      Architecture relu = Architecture.dense("relu", List.of(8), List.of(8), Activation.RELU);
      Model explosive =
          new Model(relu, 3, Likelihood.GAUSSIAN, variance, model.klWeight(), model.inputNoise());
      TrainingOutcome outcome = Trainer.train(Trials.trial(explosive, training, DATA), DATA);
      long step = outcome.match(trained -> -1L, TrainingOutcome.Diverged::step);
      assertThat(step).isBetween(2L, 6L);
    }
  }

  @Test
  @Timeout(20)
  void interruptionStopsTheTrainingAtOnce() throws Exception {
    Training endless = new Training(Integer.MAX_VALUE, 16, 1e-3);
    Trial trial = Trials.trial(Trials.model(EncoderVariance.learned()), endless, DATA);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<TrainingOutcome> training = thread.submit(() -> Trainer.train(trial, DATA));
      Thread.sleep(50);
      assertThat(training.isDone()).isFalse();
      thread.shutdownNow();
      assertThat(thread.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(training::get)
          .hasCauseInstanceOf(CancellationException.class)
          .hasMessageContaining(trial.id().value());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void dataOtherThanTheTrialsAreRefused() {
    Trial trial = trial(Trials.model(EncoderVariance.learned()));
    DataSplit other = Trials.uniform(21, 100, 31);
    assertThatThrownBy(() -> Trainer.train(trial, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the trial names data");
    DataSplit mislabelled = new DataSplit(DATA.training(), other.test(), DATA.identity());
    assertThatThrownBy(() -> Trainer.train(trial, mislabelled))
        .hasMessage("the test data have shape [31, 21], the trial names [30, 21]");
  }
}
