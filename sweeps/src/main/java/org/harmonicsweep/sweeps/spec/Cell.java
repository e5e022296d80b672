package org.harmonicsweep.sweeps.spec;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A point of a grid: a value for some axes, or for all.
 *
 * @param values by axis
 */
record Cell(Map<Axis, AxisValue> values) {
  /** The cell that sets nothing. */
  static final Cell EMPTY = new Cell(Map.of());

  Cell {
    EnumMap<Axis, AxisValue> copy = new EnumMap<>(Axis.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** Returns this cell with the other's axes set as there. */
  Cell with(Cell other) {
    Map<Axis, AxisValue> both = new EnumMap<>(Axis.class);
    both.putAll(values);
    both.putAll(other.values);
    return new Cell(both);
  }

  /** Returns the value on an axis that this cell sets. */
  AxisValue of(Axis axis) {
    return Optional.ofNullable(values.get(axis))
        .orElseThrow(() -> new IllegalStateException("cell does not set " + axis.key()));
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey().key() + "=" + entry.getValue().text())
        .collect(joining(", "));
  }
}
