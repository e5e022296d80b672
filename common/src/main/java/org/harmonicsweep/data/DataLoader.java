package org.harmonicsweep.data;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Loads, splits and digests the samples of a source.
 *
 * <p>The same source and share give the same bits on every call and machine. Which samples are held
 * out depends on their number alone, not on any seed: replicates share their data.
 */
public final class DataLoader {
  private final Configuration configuration;

  /** Creates a loader that opens paths with the given Hadoop configuration. */
  public DataLoader(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Loads a source and holds out a share of its samples.
   *
   * @param testFraction in (0, 1); rint(n · testFraction) of n samples are held out, at least one
   *     and at most n − 1
   * @throws DataException if a file is missing or broken
   */
  public DataSplit load(DataSource source, double testFraction) {
    return source.match(
        new DataSource.Cases<>(
            idx -> images(idx, testFraction),
            cifar10 -> colours(cifar10, testFraction),
            npz -> arrays(npz, testFraction),
            disks -> Splitter.split(new DiskSamples(disks), testFraction),
            tracks -> Splitter.split(new SincSamples(tracks), testFraction),
            gaussian -> Splitter.split(new GaussianSamples(gaussian), testFraction)));
  }

  private DataSplit images(DataSource.Idx source, double testFraction) {
    try (IdxSamples images = IdxSamples.open(configuration, source)) {
      return Splitter.split(images, testFraction);
    }
  }

  private DataSplit colours(DataSource.Cifar10 source, double testFraction) {
    try (CifarSamples images = CifarSamples.open(configuration, source)) {
      return Splitter.split(images, testFraction);
    }
  }

  private DataSplit arrays(DataSource.Npz source, double testFraction) {
    try (NpzSamples samples = NpzSamples.open(configuration, source)) {
      return Splitter.split(samples, testFraction);
    }
  }

  /** Returns whether a path or URI names a readable file. */
  public boolean isReadable(String file) {
    try {
      Path path = new Path(file);
      FileSystem files = path.getFileSystem(configuration);
      // opened, not asked: what permissions mean differs between file systems
      return files.getFileStatus(path).isFile() && opens(files, path);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean opens(FileSystem files, Path path) throws IOException {
    try (FSDataInputStream stream = files.open(path)) {
      return stream.getPos() == 0;
    }
  }
}
