package org.harmonicsweep.exchange;

import java.util.List;
import org.harmonicsweep.trial.SampleShape;

/** A file with a network in it, made by anyone. */
public interface ForeignModel {

  /** Returns the names of what the network gives, in the file's order, at least one. */
  List<String> outputs();

  /**
   * Returns the network that gives an output.
   *
   * @throws ExchangeException if it is no chain of layers that ours can be, or if the file leaves
   *     the sizes of its input open
   */
  ShapedNetwork network(String output);

  /**
   * Returns the network that gives an output, of inputs of a shape.
   *
   * @throws ExchangeException also if the file says another shape
   */
  ShapedNetwork network(String output, SampleShape input);
}
