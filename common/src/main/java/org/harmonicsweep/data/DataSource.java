package org.harmonicsweep.data;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where the samples of a study come from. */
public sealed interface DataSource extends Serializable {

  /** Returns the name used in study files. */
  String key();

  /** Folds over the cases. */
  <R> R match(Cases<R> cases);

  /**
   * A function per case, so that the compiler finds the one that is forgotten.
   *
   * @param <R> what they return
   */
  record Cases<R>(
      Function<Idx, R> idx,
      Function<Cifar10, R> cifar10,
      Function<Npz, R> npz,
      Function<Disks, R> disks,
      Function<SincTracks, R> sincTracks,
      Function<LinearGaussian, R> linearGaussian) {}

  /**
   * Images in IDX files, scaled to [0, 1].
   *
   * @param images path or URI of an {@code idx3-ubyte} file, plain or gzip
   * @param labels path or URI of the labels, checked against the images when given
   * @param limit only the first so many images, when given, at least 2
   */
  record Idx(String images, Optional<String> labels, Optional<Integer> limit)
      implements DataSource {
    public Idx {
      requireNonNull(images, "images is null");
      requireNonNull(labels, "labels is null");
      limit.ifPresent(most -> atLeast(2, "limit", most));
    }

    @Override
    public String key() {
      return "idx";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.idx.apply(this);
    }
  }

  /**
   * Colour images of 32 x 32 pixels in the binary version of CIFAR-10 (Krizhevsky, Learning
   * multiple layers of features from tiny images, 2009), scaled to [0, 1].
   *
   * <p>The six files are one set in the order of {@link #FILES}: what is held out is dealt as for
   * every source.
   *
   * @param directory path or URI of the folder that holds the files, each plain or, with {@code
   *     .gz} after its name, gzip
   * @param limit only the first so many images, when given, 2 to 60 000; files beyond them need not
   *     be there
   */
  record Cifar10(String directory, Optional<Integer> limit) implements DataSource {
    /** The files, in the order of their images. */
    public static final List<String> FILES =
        List.of(
            "data_batch_1.bin",
            "data_batch_2.bin",
            "data_batch_3.bin",
            "data_batch_4.bin",
            "data_batch_5.bin",
            "test_batch.bin");

    /** Images in each file. */
    public static final int IMAGES_PER_FILE = 10_000;

    /** Height and width in pixels. */
    public static final int SIDE = 32;

    /** Red, green and blue. */
    public static final int CHANNELS = 3;

    public Cifar10 {
      requireNonNull(directory, "directory is null");
      limit.ifPresent(Cifar10::check);
    }

    private static void check(int limit) {
      atLeast(2, "limit", limit);
      if (limit > FILES.size() * IMAGES_PER_FILE) {
        throw new IllegalArgumentException(
            "limit is " + limit + ", must be at most " + FILES.size() * IMAGES_PER_FILE);
      }
    }

    /** Returns the number of images in use. */
    public int images() {
      return limit.orElse(FILES.size() * IMAGES_PER_FILE);
    }

    /** Returns the paths of the files in use, as they are called when they are not packed. */
    public List<String> paths() {
      String folder = directory.endsWith("/") ? directory : directory + "/";
      int files = (images() + IMAGES_PER_FILE - 1) / IMAGES_PER_FILE;
      return FILES.stream().limit(files).map(file -> folder + file).toList();
    }

    @Override
    public String key() {
      return "cifar10";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cifar10.apply(this);
    }
  }

  /**
   * Samples in one array of an NPZ archive, the zip of arrays that {@code numpy.savez} writes,
   * scaled to [0, 1].
   *
   * @param path path or URI of the archive
   * @param array name of the array, of shape {@code [samples, features]}, {@code [samples, height,
   *     width]} or {@code [samples, height, width, channels]}
   * @param white value that becomes 1, finite and above 0, when given; else 255 for bytes, and 1
   *     for truth values and fractions
   * @param every takes sample 0 and each so many after it, at least 1
   * @param limit only the first so many of those, when given, at least 2
   */
  record Npz(String path, String array, Optional<Double> white, int every, Optional<Integer> limit)
      implements DataSource {
    public Npz {
      requireNonNull(path, "path is null");
      requireNonNull(array, "array is null");
      white.ifPresent(value -> positive("white", value));
      atLeast(1, "every", every);
      limit.ifPresent(most -> atLeast(2, "limit", most));
    }

    @Override
    public String key() {
      return "npz";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.npz.apply(this);
    }
  }

  /**
   * Centred disks with radii uniform in [0, size / 2] and edges blurred by a Gaussian of half a
   * pixel (Newson et al., 2020).
   *
   * @param samples number of disks, at least 2
   * @param size pixels per side, at least 3; 63 in the paper
   * @param seed of the radii
   */
  record Disks(int samples, int size, long seed) implements DataSource {
    public Disks {
      atLeast(2, "samples", samples);
      atLeast(3, "size", size);
    }

    @Override
    public String key() {
      return "disks";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.disks.apply(this);
    }
  }

  /**
   * Tracks of sinc(5t) = sin(5πt) / (5πt) at sorted random times, rescaled to [-1, 1], each
   * followed by its times.
   *
   * @param samples number of tracks, at least 2
   * @param points times per track, at least 2; a sample has twice as many features
   * @param seed of the times
   */
  record SincTracks(int samples, int points, long seed) implements DataSource {
    public SincTracks {
      atLeast(2, "samples", samples);
      atLeast(2, "points", points);
    }

    @Override
    public String key() {
      return "sinc";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sincTracks.apply(this);
    }
  }

  /**
   * Independent Gaussian features of mean 0: the principal axes are the features.
   *
   * @param samples number of samples, at least 2
   * @param deviations standard deviation of each feature, at least one, each finite and above 0
   * @param seed of the samples
   */
  record LinearGaussian(int samples, List<Double> deviations, long seed) implements DataSource {
    public LinearGaussian {
      deviations = List.copyOf(deviations);
      atLeast(2, "samples", samples);
      atLeast(1, "number of deviations", deviations.size());
      deviations.forEach(deviation -> positive("deviation", deviation));
    }

    @Override
    public String key() {
      return "linear_gaussian";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.linearGaussian.apply(this);
    }
  }

  private static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " is " + value + ", must be finite and above 0");
    }
  }
}
