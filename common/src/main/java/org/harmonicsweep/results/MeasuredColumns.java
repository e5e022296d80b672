package org.harmonicsweep.results;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;

/** The columns of one network that was measured by itself, without a trial. */
public final class MeasuredColumns {
  private MeasuredColumns() {}

  /**
   * A column of the table {@code trials} and its value.
   *
   * @param value of the column's type; empty where it is not defined
   */
  public record Measured(Column column, Optional<Object> value) {}

  /** Returns the network's scalars, then the lists, each as the table has them. */
  public static List<Measured> of(
      MeasuredNetwork network, SpectrumMeasurement spectrum, LipschitzMeasurement lipschitz) {
    Predicate<Column> isOfNetwork =
        column -> isTable(column) || owner(column.name()).equals(Optional.of(network));
    return Stream.concat(
            SpectrumColumns.ofMeasurement().stream().map(field -> measured(field, spectrum)),
            LipschitzColumns.ofMeasurement().stream().map(field -> measured(field, lipschitz)))
        .filter(measured -> isOfNetwork.test(measured.column()))
        .toList();
  }

  private static boolean isTable(Column column) {
    return column.type() instanceof ColumnType.ListOf list
        && list.element() instanceof ColumnType.Struct;
  }

  private static <S> Measured measured(Field<S> field, S from) {
    return new Measured(field.column(), field.value().apply(from).map(Object.class::cast));
  }

  /** Returns the network that a column is of: one's name begins with another's. */
  private static Optional<MeasuredNetwork> owner(String column) {
    return Arrays.stream(MeasuredNetwork.values())
        .filter(network -> column.startsWith(network.key() + "_"))
        .max(Comparator.comparingInt(network -> network.key().length()));
  }
}
