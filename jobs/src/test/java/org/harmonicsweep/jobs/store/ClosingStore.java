package org.harmonicsweep.jobs.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local directory that behaves as an object store: an object is there once its stream is closed,
 * whole; a rename refuses a target that exists.
 */
public final class ClosingStore extends RawLocalFileSystem {
  /** Returns a configuration in which {@code gs://bucket} is such a store. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set("fs.gs.impl", ClosingStore.class.getName());
    configuration.setBoolean("fs.gs.impl.disable.cache", true);
    return configuration;
  }

  @Override
  public URI getUri() {
    return URI.create("gs://bucket");
  }

  @Override
  public FSDataOutputStream create(
      org.apache.hadoop.fs.Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return opened(file);
  }

  @Override
  public FSDataOutputStream create(
      org.apache.hadoop.fs.Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return opened(file);
  }

  private FSDataOutputStream opened(org.apache.hadoop.fs.Path file) throws IOException {
    Path place = pathToFile(file).toPath();
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public void close() throws IOException {
            Files.createDirectories(place.getParent());
            Files.write(place, toByteArray());
          }
        };
    return new FSDataOutputStream(bytes, null);
  }

  @Override
  public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    if (exists(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    return super.rename(from, to);
  }
}
