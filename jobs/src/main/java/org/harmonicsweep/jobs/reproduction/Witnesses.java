package org.harmonicsweep.jobs.reproduction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.lipschitz.Lipschitz;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.training.TrainedVae;

/**
 * The witnesses of a row, checked on the model trained again.
 *
 * @param isSameModel whether the weights here are those of the row, bit for bit
 * @param checks one per witness of the row
 */
public record Witnesses(boolean isSameModel, List<WitnessCheck> checks) {
  private static final String COLUMN = "witnesses";
  private static final String LOCAL = "decoder_lipschitz_local_witness";

  public Witnesses {
    checks = List.copyOf(checks);
  }

  /** Returns what there is to say of a row without witnesses. */
  public static Witnesses none() {
    return new Witnesses(true, List.of());
  }

  /** Returns how many witnesses a row has. */
  public static int count(TrialRow row) {
    return row.list(COLUMN).map(List::size).orElse(0) + (row.list(LOCAL).isPresent() ? 1 : 0);
  }

  /** Trains the trial of a row again, without measuring it, and checks every witness of the row. */
  public static Witnesses check(Rerun rerun) {
    TrialRow row = rerun.stored().row();
    Optional<TrainedVae> vae = rerun.train();
    boolean isSameModel = vae.map(TrainedVae::weightsDigest).equals(row.text("weights_digest"));
    return new Witnesses(
        isSameModel,
        Stream.concat(
                row.list(COLUMN).orElseGet(List::of).stream()
                    .map(witness -> check((List<?>) witness, vae)),
                local(row, vae).stream())
            .toList());
  }

  /** The decoder's witness in the ball that holds its aggregate posterior. */
  private static Optional<WitnessCheck> local(TrialRow row, Optional<TrainedVae> vae) {
    return row.list(LOCAL)
        .map(
            point ->
                new WitnessCheck(
                    "decoder_local",
                    row.real("decoder_lipschitz_lower_local").orElseThrow(),
                    norm(vae.map(TrainedVae::decoder), point)));
  }

  private static WitnessCheck check(List<?> witness, Optional<TrainedVae> vae) {
    String key = (String) witness.get(field("network"));
    double lower = (Double) witness.get(field("lower"));
    List<?> point = (List<?>) witness.get(field("point"));
    return new WitnessCheck(key, lower, norm(vae.flatMap(model -> network(model, key)), point));
  }

  private static OptionalDouble norm(Optional<Network> network, List<?> point) {
    List<Double> coordinates = point.stream().map(Double.class::cast).toList();
    return network
        .map(evaluated -> OptionalDouble.of(Lipschitz.jacobianNormAt(evaluated, coordinates)))
        .orElseGet(OptionalDouble::empty);
  }

  private static Optional<Network> network(TrainedVae vae, String key) {
    return Arrays.stream(MeasuredNetwork.values())
        .filter(network -> network.key().equals(key))
        .findFirst()
        .flatMap(
            network ->
                switch (network) {
                  case ENCODER -> Optional.of(vae.encoderMean());
                  case DECODER -> Optional.of(vae.decoder());
                  case RECONSTRUCT -> Optional.of(vae.encoderMean().then(vae.decoder()));
                  case ENCODER_LOG_VARIANCE -> vae.encoderLogVariance();
                });
  }

  private static int field(String name) {
    List<Column> fields =
        ResultColumns.all().stream()
            .filter(column -> column.name().equals(COLUMN))
            .flatMap(column -> fields(column.type()).stream())
            .toList();
    return IntStream.range(0, fields.size())
        .filter(i -> fields.get(i).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Column> fields(ColumnType type) {
    return type instanceof ColumnType.ListOf list && list.element() instanceof ColumnType.Struct row
        ? row.fields()
        : List.of();
  }
}
