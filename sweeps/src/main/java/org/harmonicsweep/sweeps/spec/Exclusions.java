package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cells that {@code exclude} takes out, and which of its entries has taken out any.
 *
 * <p>One entry matches a cell that has, on each axis it names, one of the values it gives.
 */
final class Exclusions {
  private final List<Entry> entries;
  private final BitSet used = new BitSet();

  private Exclusions(List<Entry> entries) {
    this.entries = entries;
  }

  /** Returns exclusions that take out nothing. */
  static Exclusions none() {
    return new Exclusions(List.of());
  }

  /** Returns the exclusions of a list. */
  static Exclusions read(Item item, AxisReader axes) {
    List<Item> items = Fields.list(item, "a list of mappings from axes to values");
    return new Exclusions(items.stream().map(each -> entry(each, axes)).toList());
  }

  private static Entry entry(Item item, AxisReader axes) {
    Item.Mapping mapping = Fields.of(item, Axis.keys()).ordered();
    if (mapping.fields().isEmpty()) {
      throw StudyErrors.notAllowed(item, "a mapping from axes to values");
    }
    Map<Axis, Set<AxisValue>> values = new EnumMap<>(Axis.class);
    for (Item.Field field : mapping.fields()) {
      Axis axis = Axis.of(field.key().text()).orElseThrow();
      List<AxisValue> any =
          field.value() instanceof Item.Sequence
              ? axes.values(axis, field.value())
              : List.of(axes.value(axis, field.value()));
      values.put(axis, Set.copyOf(any));
    }
    return new Entry(item.place(), values);
  }

  /** Returns the number of entries. */
  int size() {
    return entries.size();
  }

  /** Returns whether a cell is taken out, and remembers by which entries. */
  boolean takeOut(Cell cell) {
    boolean out = false;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).matches(cell)) {
        used.set(i);
        out = true;
      }
    }
    return out;
  }

  /** Checks, once all cells were seen, that every entry took out at least one. */
  void checkAllUsed() {
    int unused = used.nextClearBit(0);
    if (unused < entries.size()) {
      throw StudyErrors.uselessExclusion(entries.get(unused).place());
    }
  }

  /** Values by axis. */
  private record Entry(Place place, Map<Axis, Set<AxisValue>> values) {
    boolean matches(Cell cell) {
      return new ArrayList<>(values.entrySet())
          .stream().allMatch(entry -> entry.getValue().contains(cell.of(entry.getKey())));
    }
  }
}
