package org.harmonicsweep.jobs.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * The few operations on files that results need, the same on every file system of Hadoop.
 *
 * <p>Local disks and HDFS rename a file in one step, so there a file is written under a hidden name
 * and then renamed. An object store has no such step: its rename copies the content and deletes the
 * original. There a stream is a file only once it is closed, so it is written under its final name.
 */
final class Storage {
  /** Their connectors put an object when its stream is closed, and rename by copying. */
  private static final Set<String> OBJECT_STORES = Set.of("s3", "s3a", "gs", "oss", "cosn", "obs");

  private final Configuration configuration;

  Storage(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Returns if a file appears, whole, when its stream is closed, and cannot be renamed at once. */
  boolean appearsOnClose(Path file) throws IOException {
    FileSystem system = system(file);
    return OBJECT_STORES.contains(system.getUri().getScheme())
        || system.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM);
  }

  /** Writes bytes to a file and to the disk below it, replacing the file if there is one. */
  void write(Path file, byte[] bytes) throws IOException {
    if (appearsOnClose(file)) {
      put(file, bytes);
      return;
    }
    try (FSDataOutputStream out = system(file).create(file, true)) {
      out.write(bytes);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync(); // a rename may reach the disk before the content does
      }
    }
  }

  /**
   * Writes an object by one request, or by one that completes the upload of its pieces.
   *
   * <p>Whatever fails before {@code close} must not be followed by it: that would put what has been
   * written so far.
   */
  @SuppressWarnings("MustBeClosedChecker")
  private void put(Path file, byte[] bytes) throws IOException {
    FSDataOutputStream out = system(file).create(file, true);
    try {
      out.write(bytes);
    } catch (IOException | RuntimeException e) {
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      }
      throw e;
    }
    out.close();
  }

  /**
   * Replaces a file so that a reader finds the old content or the new, whole.
   *
   * @param hidden name for the time of writing, which nobody else uses
   */
  void rewrite(Path file, Path hidden, byte[] bytes) throws IOException {
    if (appearsOnClose(file)) {
      put(file, bytes);
      return;
    }
    try {
      write(hidden, bytes);
      replace(hidden, file);
    } finally {
      delete(hidden);
    }
  }

  /** Opens a new file, replacing the file if there is one. */
  FSDataOutputStream create(Path file) throws IOException {
    return system(file).create(file, true);
  }

  /**
   * Renames a file or directory unless the target exists.
   *
   * <p>Not {@code FileSystem.rename}: on a local disk it replaces the target without a word.
   *
   * @throws org.apache.hadoop.fs.FileAlreadyExistsException if the target exists
   */
  void publish(Path file, Path target) throws IOException {
    FileContext.getFileContext(file.toUri(), configuration).rename(file, target);
  }

  /**
   * Renames a file, replacing the target: in one step, or on an object store so that whoever is
   * interrupted leaves the file where it was.
   */
  void replace(Path file, Path target) throws IOException {
    FileSystem system = system(file);
    if (appearsOnClose(file)) {
      system.delete(target, false);
      if (!system.rename(file, target)) {
        throw new IOException("cannot move " + file + " to " + target);
      }
      return;
    }
    if (!(system instanceof RawLocalFileSystem)) {
      FileContext.getFileContext(file.toUri(), configuration)
          .rename(file, target, Rename.OVERWRITE);
      return;
    }
    // there FileContext removes the target first, and a reader in between would find nothing
    if (!system.rename(file, target)) {
      throw new IOException("cannot rename " + file + " to " + target);
    }
  }

  byte[] read(Path file) throws IOException {
    try (var in = system(file).open(file)) {
      return in.readAllBytes();
    }
  }

  boolean exists(Path file) throws IOException {
    return system(file).exists(file);
  }

  void delete(Path file) throws IOException {
    system(file).delete(file, false);
  }

  /** Deletes a file or directory with all it holds, as far as the file system lets us. */
  void discard(Path path) {
    try {
      system(path).delete(path, true);
    } catch (IOException e) {
      // it bears a hidden name: nobody reads it
    }
  }

  long size(Path file) throws IOException {
    return system(file).getFileStatus(file).getLen();
  }

  void makeDirectory(Path directory) throws IOException {
    if (!system(directory).mkdirs(directory)) {
      throw new IOException("cannot make the directory " + directory);
    }
  }

  /** Returns what a directory holds, by name; nothing if there is no such directory. */
  List<Path> list(Path directory) throws IOException {
    try {
      return Arrays.stream(system(directory).listStatus(directory))
          .map(FileStatus::getPath)
          .sorted(Comparator.comparing(Path::getName))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  Path qualified(Path path) throws IOException {
    return path.getFileSystem(configuration).makeQualified(path);
  }

  /**
   * Hadoop's local file system puts a {@code .crc} file beside each file, and renames the two one
   * after the other. Parquet has checksums of its own, so we do without.
   */
  private FileSystem system(Path path) throws IOException {
    FileSystem system = path.getFileSystem(configuration);
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }
}
