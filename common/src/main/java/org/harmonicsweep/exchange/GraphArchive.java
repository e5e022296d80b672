package org.harmonicsweep.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Deeplearning4j's own format, a zip, where Deeplearning4j is on the class path. */
public interface GraphArchive {

  /**
   * Writes networks as one graph, of layers that Deeplearning4j has itself.
   *
   * @param file to write, which is not there
   * @param input name of the input
   * @param outputs networks by the names of their outputs, in order, at least one; all of the same
   *     input; layers that they share from the input on are written once
   * @throws ExchangeException if Deeplearning4j lacks a layer
   * @throws IOException if the file system refuses
   */
  void write(Path file, String input, Map<String, ShapedNetwork> outputs) throws IOException;

  /**
   * Reads a zip.
   *
   * @throws ExchangeException if it is none of a graph or a network of layers
   */
  ForeignModel read(Path file);

  /** Returns the one on the class path, or empty if there is none. */
  static Optional<GraphArchive> onClassPath() {
    return ServiceLoader.load(GraphArchive.class, GraphArchive.class.getClassLoader()).findFirst();
  }
}
