package org.harmonicsweep.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.harmonicsweep.exchange.ExchangeErrors;
import org.harmonicsweep.exchange.ExchangeException;
import org.harmonicsweep.exchange.ForeignChain;
import org.harmonicsweep.exchange.ForeignModel;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.trial.SampleShape;

/** A network from a zip of Deeplearning4j: the chain of vertices between an input and an output. */
final class Dl4jModel implements ForeignModel {
  private final String file;
  private final ComputationGraph graph;

  Dl4jModel(String file, ComputationGraph graph) {
    this.file = file;
    this.graph = graph;
  }

  @Override
  public List<String> outputs() {
    return List.copyOf(graph.getConfiguration().getNetworkOutputs());
  }

  @Override
  public ShapedNetwork network(String output) {
    List<String> chain = chain(output);
    return network(chain, input(chain));
  }

  @Override
  public ShapedNetwork network(String output, SampleShape input) {
    List<String> chain = chain(output);
    ShapedNetwork network = network(chain, input);
    if (!network.input().equals(input)) {
      throw ExchangeErrors.otherShape(file, network.input(), input);
    }
    return network;
  }

  /** Returns the names of the vertices from the input on. */
  private List<String> chain(String output) {
    if (!outputs().contains(output)) {
      throw ExchangeErrors.noOutput(file, output, outputs());
    }
    List<String> inputs = graph.getConfiguration().getNetworkInputs();
    List<String> names = new ArrayList<>();
    String name = output;
    while (!inputs.contains(name)) {
      List<String> before = before(name);
      if (before.size() != 1) {
        throw ExchangeErrors.unsupported(
            file, "vertex '" + name + "'", "it takes " + before.size() + " values", "one");
      }
      names.add(name);
      name = before.get(0);
    }
    Collections.reverse(names);
    return names;
  }

  /** Returns the layout of the input, as far as the first vertex tells it. */
  private SampleShape input(List<String> chain) {
    String name = chain.get(0);
    GraphVertex vertex = vertex(name);
    if (vertex instanceof PreprocessorVertex alone) {
      return input(name, alone.getPreProcessor());
    }
    if (vertex instanceof LayerVertex layer) {
      if (layer.getPreProcessor() != null) {
        return input(name, layer.getPreProcessor());
      }
      Layer first = layer.getLayerConf().getLayer();
      if (first instanceof DenseLayer dense) {
        return SampleShape.vector(Math.toIntExact(dense.getNIn()));
      }
      if (first instanceof OutputLayer dense) {
        return SampleShape.vector(Math.toIntExact(dense.getNIn()));
      }
      if (first instanceof ConvolutionLayer) {
        throw ExchangeErrors.openShape(file, before(name).get(0));
      }
    }
    throw GraphReader.unknown(file, GraphReader.place(name, vertex));
  }

  private SampleShape input(String name, InputPreProcessor first) {
    if (first instanceof CnnToFeedForwardPreProcessor flat) {
      return shape(name, flat.getInputHeight(), flat.getInputWidth(), flat.getNumChannels());
    }
    if (first instanceof FeedForwardToCnnPreProcessor image) {
      return shape(name, image.getInputHeight(), image.getInputWidth(), image.getNumChannels());
    }
    throw GraphReader.unknown(file, "vertex '%s' (%s)".formatted(name, first));
  }

  private SampleShape shape(String name, long height, long width, long channels) {
    for (long size : new long[] {height, width, channels}) {
      if (size < 1 || size > ForeignChain.MOST_VALUES) {
        throw ExchangeErrors.unsupported(
            file,
            "vertex '" + name + "'",
            "an image of %dx%dx%d".formatted(height, width, channels),
            "at least one pixel, and no more than fit in memory");
      }
    }
    double values = (double) height * width * channels;
    if (values > ForeignChain.MOST_VALUES) {
      throw ExchangeErrors.tooManyValues(file, "vertex '" + name + "'", values);
    }
    return new SampleShape((int) height, (int) width, (int) channels);
  }

  private ShapedNetwork network(List<String> chain, SampleShape input) {
    ForeignChain network = new ForeignChain(file, input);
    GraphReader reader = new GraphReader(file, graph, network);
    for (String name : chain) {
      GraphVertex vertex = vertex(name);
      if (vertex instanceof PreprocessorVertex alone) {
        reader.add(name, alone.getPreProcessor());
      } else if (vertex instanceof LayerVertex layer) {
        if (layer.getPreProcessor() != null) {
          reader.add(name, layer.getPreProcessor());
        }
        reader.add(name, layer.getLayerConf().getLayer());
      } else {
        throw GraphReader.unknown(file, GraphReader.place(name, vertex));
      }
    }
    return network.network();
  }

  private List<String> before(String name) {
    return Optional.ofNullable(graph.getConfiguration().getVertexInputs().get(name))
        .orElseThrow(() -> noVertex(name));
  }

  private GraphVertex vertex(String name) {
    return Optional.ofNullable(graph.getConfiguration().getVertices().get(name))
        .orElseThrow(() -> noVertex(name));
  }

  private ExchangeException noVertex(String name) {
    return ExchangeErrors.notAnArchive(file, "it has no vertex '" + name + "'");
  }
}
