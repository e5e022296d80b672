package org.harmonicsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layers of a model with all their sizes.
 *
 * @param encoder hidden layers, input side first
 * @param heads the dense layer that gives the means and, if learned, the log-variances
 * @param decoder layers, latent side first, the output layer last
 */
public record Layout(List<LayerShape> encoder, LayerShape heads, List<LayerShape> decoder) {
  public Layout {
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
  }

  /**
   * Returns the layout of a model on samples of a shape.
   *
   * @throws IllegalArgumentException if a layer has no output there, or the decoder another one
   */
  public static Layout of(Model model, SampleShape data) {
    List<LayerShape> encoder = new ArrayList<>();
    SampleShape shape = data;
    for (HiddenLayer layer : model.architecture().encoder()) {
      LayerShape next = layer.on(shape);
      encoder.add(next);
      shape = next.output();
    }
    int heads = model.encoderVariance().match(fixed -> 1, () -> 2);
    SampleShape code = SampleShape.vector(Math.multiplyExact(heads, model.latent()));
    return new Layout(
        encoder,
        new LayerShape.Dense(shape, code),
        model.architecture().decoder().layers(model.latent(), encoder, data));
  }

  /** Returns all layers, in the order in which data pass them. */
  public List<LayerShape> all() {
    return Stream.of(encoder.stream(), Stream.of(heads), decoder.stream())
        .flatMap(layers -> layers)
        .toList();
  }
}
