package org.harmonicsweep.sweeps.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;

/**
 * Whether models can be built on samples of a shape.
 *
 * @param data shape of the samples
 * @param origins of the architectures, for errors
 */
record Buildability(SampleShape data, Origins origins) {
  /** All that a layout depends on but the data. */
  private record Sizes(Architecture architecture, int latent, String variance) {}

  /**
   * Checks each model.
   *
   * @throws StudyException of the first that cannot be built
   */
  void check(List<Model> models) {
    Set<Sizes> seen = new HashSet<>();
    for (Model model : models) {
      String variance = model.encoderVariance().mode();
      if (seen.add(new Sizes(model.architecture(), model.latent(), variance))) {
        check(model);
      }
    }
  }

  private void check(Model model) {
    Architecture architecture = model.architecture();
    if (!data.isImage() && startsWithConvolution(architecture)) {
      throw withoutNeighbours(architecture);
    }
    List<LayerShape> layers = layers(model);
    if (!data.isImage() && !(layers.get(layers.size() - 1) instanceof LayerShape.Dense)) {
      throw withoutNeighbours(architecture);
    }
    for (LayerShape layer : layers) {
      if (most(layer) > LayerReader.mostWeights()) {
        throw impossible(
            architecture,
            "its layer from %s to %s has more values than fit into one array"
                .formatted(layer.input(), layer.output()));
      }
    }
  }

  private static boolean startsWithConvolution(Architecture architecture) {
    return !architecture.encoder().isEmpty()
        && !(architecture.encoder().get(0) instanceof HiddenLayer.Dense);
  }

  private List<LayerShape> layers(Model model) {
    try {
      return Layout.of(model, data).all();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw impossible(model.architecture(), String.valueOf(e.getMessage()));
    }
  }

  /** Returns the most values in one array: weights, or the windows of one sample. */
  private static long most(LayerShape layer) {
    return layer.match(
        dense -> (long) dense.input().size() * dense.output().size(),
        convolution -> most(convolution.window().kernel(), convolution.input(), layer.output()),
        transposed -> most(transposed.window().kernel(), transposed.output(), layer.input()));
  }

  private static long most(long kernel, SampleShape image, SampleShape places) {
    return kernel * kernel * image.channels() * Math.max(places.pixels(), places.channels());
  }

  private StudyException withoutNeighbours(Architecture architecture) {
    return impossible(
        architecture, "a convolution needs values with neighbours, and these have none");
  }

  private StudyException impossible(Architecture architecture, String reason) {
    return StudyErrors.impossibleOnData(
        origins.of(architecture), architecture.name(), data, reason);
  }
}
