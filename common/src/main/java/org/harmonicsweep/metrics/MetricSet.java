package org.harmonicsweep.metrics;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harmonicsweep.trial.Sha256;

/**
 * The metrics that a study asks for.
 *
 * @param families each at most once, in the order of their declaration
 */
public record MetricSet(List<MetricFamily> families) implements Serializable {
  public MetricSet {
    families = families.stream().distinct().sorted().toList();
  }

  /** Returns the set of the given families. */
  public static MetricSet of(Collection<MetricFamily> families) {
    return new MetricSet(List.copyOf(families));
  }

  /** Returns the set that has a digest; empty if none has, since a family's version has changed. */
  public static Optional<MetricSet> withDigest(String digest) {
    List<MetricSet> sets = new ArrayList<>(List.of(of(List.of())));
    for (MetricFamily family : MetricFamily.values()) {
      List.copyOf(sets).forEach(set -> sets.add(set.and(family)));
    }
    return sets.stream().filter(set -> set.digest().equals(digest)).findFirst();
  }

  private MetricSet and(MetricFamily family) {
    return new MetricSet(Stream.concat(families.stream(), Stream.of(family)).toList());
  }

  /** Returns whether a family was asked for. */
  public boolean contains(MetricFamily family) {
    return families.contains(family);
  }

  /**
   * Returns the digest of the families with their versions: the {@code measurement} of a row.
   *
   * <p>Losses and theory columns belong to every set.
   */
  public String digest() {
    return Sha256.hex(
        "losses@1,theory@2,"
            + families.stream().map(MetricFamily::versioned).collect(joining(",")));
  }
}
