package org.harmonicsweep.sweeps.spec;

import java.util.HashMap;
import java.util.Map;
import org.harmonicsweep.trial.Architecture;

/**
 * Where the architectures of a study stand in its file, for errors that only its data can tell.
 *
 * <p>All origins are equal: a study is the same wherever its lines stand.
 */
public final class Origins {
  private final Place file;
  private final Map<String, Place> architectures;

  private Origins(Place file, Map<String, Place> architectures) {
    this.file = file;
    this.architectures = Map.copyOf(architectures);
  }

  /** Returns the origins of a study that no text declares. */
  public static Origins of(String file) {
    return new Origins(new Place(file, 1, 1, ""), Map.of());
  }

  /** Returns the places of architectures written out, and of all words in the given parts. */
  static Origins of(Place file, Map<String, Place> writtenOut, Iterable<Item> parts) {
    Map<String, Place> places = new HashMap<>(writtenOut);
    for (Item part : parts) {
      part.scalars().forEach(word -> places.putIfAbsent(word.text(), word.place()));
    }
    return new Origins(file, places);
  }

  /** Returns the place of an architecture, or that of the whole study. */
  Place of(Architecture architecture) {
    return architectures.getOrDefault(architecture.name(), file);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Origins;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
