package org.harmonicsweep.metrics;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
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
        "losses@1,theory@1,"
            + families.stream().map(MetricFamily::versioned).collect(joining(",")));
  }
}
