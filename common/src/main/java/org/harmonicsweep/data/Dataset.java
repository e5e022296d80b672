package org.harmonicsweep.data;

import java.io.Serializable;

/**
 * Samples of equal length, row-major.
 *
 * @param samples number of rows, at least 1
 * @param features values per row, at least 1
 * @param values shape {@code [samples, features]}, not copied and not to be modified
 */
public record Dataset(int samples, int features, float[] values) implements Serializable {
  public Dataset {
    if (samples < 1 || features < 1 || values.length != samples * (long) features) {
      throw new IllegalArgumentException(
          "%d values for shape [%d, %d]".formatted(values.length, samples, features));
    }
  }
}
