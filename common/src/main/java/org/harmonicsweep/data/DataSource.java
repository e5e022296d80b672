package org.harmonicsweep.data;

import java.io.Serializable;
import java.util.Optional;

/** Where the samples of a study come from. */
public sealed interface DataSource extends Serializable {

  /** Returns the name used in study files. */
  String key();

  /**
   * Images in IDX files, scaled to [0, 1].
   *
   * @param images path or URI of an {@code idx3-ubyte} file, plain or gzip
   * @param labels path or URI of the labels, checked against the images when given
   * @param limit only the first so many images, when given
   */
  record Idx(String images, Optional<String> labels, Optional<Integer> limit)
      implements DataSource {
    @Override
    public String key() {
      return "idx";
    }
  }

  /**
   * Centred disks with radii uniform in [0, size / 2] and edges blurred by a Gaussian of half a
   * pixel (Newson et al., 2020).
   *
   * @param samples number of disks
   * @param size pixels per side, 63 in the paper
   * @param seed of the radii
   */
  record Disks(int samples, int size, long seed) implements DataSource {
    @Override
    public String key() {
      return "disks";
    }
  }

  /**
   * Tracks of sinc(5t) at sorted random times, each followed by its times.
   *
   * @param samples number of tracks
   * @param points times per track; a sample has twice as many features
   * @param seed of the times
   */
  record SincTracks(int samples, int points, long seed) implements DataSource {
    @Override
    public String key() {
      return "sinc";
    }
  }

  /**
   * Gaussian data with given standard deviations along its principal axes.
   *
   * @param samples number of samples
   * @param deviations standard deviation of each feature, at least one, each above 0
   * @param seed of the samples
   */
  record LinearGaussian(int samples, java.util.List<Double> deviations, long seed)
      implements DataSource {
    public LinearGaussian {
      deviations = java.util.List.copyOf(deviations);
    }

    @Override
    public String key() {
      return "linear_gaussian";
    }
  }
}
