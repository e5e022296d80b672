package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.whole;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harmonicsweep.training.EpochLosses;

/** The losses: after the last epoch as columns, after every epoch as a curve. */
final class LossColumns {
  static final String CURVE = "curve";

  private static final List<Field<EpochLosses>> LOSSES =
      List.of(
          real(
              "training_loss",
              "nats per sample",
              "mean over the epoch's steps of reconstruction + β KL on noisy inputs",
              EpochLosses::trainingLoss),
          real(
              "test_elbo",
              "nats per sample",
              "evidence lower bound of the held-out clean samples, β taken as 1, constants of the"
                  + " Gaussian likelihood included",
              EpochLosses::testElbo),
          real(
              "test_reconstruction",
              "nats per sample",
              "held-out ½‖x − x̂‖² (gaussian) or cross-entropy (bernoulli), one latent sample per"
                  + " input",
              EpochLosses::testReconstruction),
          real("test_kl", "nats per sample", "held-out KL(q(z|x) ‖ N(0, I))", EpochLosses::testKl));

  private LossColumns() {}

  static List<Field<RowSource>> last() {
    return LOSSES.stream()
        .map(
            loss ->
                loss.meaning(loss.column().meaning() + ", in the last epoch")
                    .of(LossColumns::lastEpoch, "unless the status is ok"))
        .toList();
  }

  static Field<RowSource> curve() {
    Stream<Field<EpochLosses>> counts =
        Stream.of(
            whole("epoch", "1", "number of the epoch, from 1", EpochLosses::epoch),
            whole("step", "steps", "optimiser steps so far", EpochLosses::step));
    return Field.structs(
        CURVE,
        "losses of every epoch, in order; null unless the status is ok",
        Stream.concat(counts, LOSSES.stream()).toList(),
        row -> row.completed().map(completed -> completed.vae().curve()));
  }

  private static Optional<EpochLosses> lastEpoch(RowSource row) {
    return row.completed().map(completed -> completed.vae().last());
  }
}
