package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.optionalReal;
import static org.harmonicsweep.results.Field.optionalText;
import static org.harmonicsweep.results.Field.optionalWhole;
import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.text;
import static org.harmonicsweep.results.Field.whole;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.experiment.TrialOutcome.Failed;
import org.harmonicsweep.experiment.TrialOutcome.TimedOut;
import org.harmonicsweep.trial.InputNoise;

/** What a row says of the trial and of how it ended. */
final class TrialColumns {
  /** The column that tells which time a trial reached. */
  static final String FAILURE_TIMEOUT = "failure_timeout";

  private static final String UNLESS_FAILED = "unless the status is failed";

  private TrialColumns() {}

  /** Names of columns that only label a row: they differ between studies of one and same trial. */
  static final List<String> LABELS = List.of("study", "plan_digest", "architecture");

  static List<Field<RowSource>> identity() {
    return List.of(
        text(
            "trial_id",
            "SHA-256 over all that determines the trained weights",
            row -> row.trial().id().value()),
        text("study", "name of the study that the row was made for", row -> row.stamp().study()),
        text(
            "plan_digest",
            "digest of the plan that the row was made for",
            row -> row.stamp().planDigest()));
  }

  static List<Field<RowSource>> ending() {
    return List.of(
        text(
            "status",
            "how the trial ended: ok, diverged (a loss left the finite numbers), failed (it threw)"
                + " or timeout (it reached the study's trial_timeout)",
            row -> row.outcome().status()),
        optionalWhole(
            "failure_step",
            "steps",
            "optimiser step, from 1, before which its batch's loss, or after which the held-out loss,"
                + " was first not finite; null unless the status is"
                + " diverged",
            RowSource::divergedAt),
        text("failure_class", "class of the exception", Failed::exception)
            .of(RowSource::failed, UNLESS_FAILED),
        optionalText(
            "failure_message",
            "message of the exception, empty if it has none, or that a time was reached; null"
                + " unless the status is failed or timeout",
            row ->
                row.failed().map(Failed::message).or(() -> row.timedOut().map(TimedOut::message))),
        text(
                "failure_stack_hash",
                "SHA-256 over the exception's class and its stack's classes and methods",
                Failed::stackHash)
            .of(RowSource::failed, UNLESS_FAILED),
        Field.<TimedOut>real(
                FAILURE_TIMEOUT,
                "s",
                "trial_timeout that the trial reached, training and measuring together",
                late -> late.limit().seconds())
            .of(RowSource::timedOut, "unless the status is timeout"));
  }

  static List<Field<RowSource>> model() {
    return List.of(
        text("engine", "engine that trained", row -> row.trial().engine().key()),
        text(
            "contract",
            "version of the engine's numeric contract, with the averaging of dl4j-spark",
            row -> row.trial().engine().contract()),
        text(
            "architecture",
            "name of the architecture in the study file",
            row -> row.model().architecture().name()),
        text(
            "architecture_layers",
            "hidden layers, encoder:decoder, and their activation: a width, a shape, or conv and deconv"
                + " with channels, kernel k, stride s and padding p",
            row -> row.model().architecture().layers()),
        whole("latent", "1", "dimensions of the latent space", row -> row.model().latent()),
        text(
            "likelihood",
            "distribution of the data given the latent: gaussian of unit variance, or bernoulli",
            row -> row.model().likelihood().key()),
        optionalReal(
            "encoder_variance",
            "squared latent units",
            "fixed variance of the posterior on every latent axis; null when learned",
            row -> row.model().encoderVariance().value()),
        text(
            "encoder_variance_mode",
            "fixed, or learned per input and axis",
            row -> row.model().encoderVariance().mode()),
        real("kl_weight", "1", "weight β of the KL term", row -> row.model().klWeight()),
        real(
            "input_noise",
            "data units",
            "standard deviation of the Gaussian noise on the encoder's input during training",
            row -> row.model().inputNoise().standardDeviation()),
        optionalText(
            "noise_target",
            "what the decoder is asked to give back under input noise: the clean input or the"
                + " noisy one; null where there is no noise",
            TrialColumns::noiseTarget));
  }

  static List<Field<RowSource>> training() {
    return List.of(
        whole(
            "replicate",
            "1",
            "number of the repetition, from 0",
            r -> r.trial().seeds().replicate()),
        whole("seed", "1", "seed of the study", row -> row.trial().seeds().seed()),
        whole(
            "epochs", "1", "passes over the training samples", r -> r.trial().training().epochs()),
        whole("batch", "samples", "samples per optimiser step", r -> r.trial().training().batch()),
        real("learning_rate", "1", "step size of Adam", r -> r.trial().training().learningRate()),
        optionalWhole(
            "steps",
            "steps",
            "optimiser steps taken; null unless the status is ok",
            row -> row.completed().map(completed -> completed.vae().last().step())));
  }

  static List<Field<RowSource>> data() {
    return List.of(
        text(
            "data_digest",
            "SHA-256 over shapes and bits of training and held-out samples",
            row -> row.trial().data().digest()),
        whole("features", "1", "values per sample", row -> row.trial().data().features()),
        whole(
            "training_samples",
            "samples",
            "samples that the trainer sees",
            row -> row.trial().data().trainingSamples()),
        whole(
            "test_samples", "samples", "held-out samples", row -> row.trial().data().testSamples()),
        optionalText(
            "weights_digest",
            "SHA-256 over the bits of all trained parameters; null unless the status is ok",
            row -> row.completed().map(completed -> completed.vae().weightsDigest())),
        text(
            "measurement",
            "digest of the metrics that were taken, with their versions",
            row -> row.stamp().measurement()));
  }

  /** Without noise the two targets are the same trial, so the row must not tell them apart. */
  private static Optional<String> noiseTarget(RowSource row) {
    InputNoise noise = row.model().inputNoise();
    return Optional.of(noise.target().key()).filter(target -> noise.standardDeviation() > 0);
  }
}
