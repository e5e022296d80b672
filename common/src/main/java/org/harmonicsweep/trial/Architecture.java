package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * Hidden layers of encoder and decoder.
 *
 * <p>The encoder's heads and the decoder's output layer are added by {@link Layout}; an empty list
 * leaves a single affine map. The name is a label: it is no part of a trial's identity.
 *
 * @param name as in the study file, not blank
 * @param encoder hidden layers, input side first
 * @param decoder how the way back is declared
 * @param activation of every hidden layer
 */
public record Architecture(
    String name, List<HiddenLayer> encoder, Decoder decoder, Activation activation)
    implements Serializable {

  public Architecture {
    requireNonNull(name, "name is null");
    requireNonNull(decoder, "decoder is null");
    requireNonNull(activation, "activation is null");
    encoder = List.copyOf(encoder);
  }

  /**
   * Returns a fully connected architecture.
   *
   * @param encoder widths of the encoder's hidden layers, input side first, each at least 1
   * @param decoder widths of the decoder's hidden layers, latent side first, each at least 1
   */
  public static Architecture dense(
      String name, List<Integer> encoder, List<Integer> decoder, Activation activation) {
    return new Architecture(
        name,
        widths(encoder),
        new Decoder.Layers(widths(decoder), new Decoder.Output.Dense()),
        activation);
  }

  private static List<HiddenLayer> widths(List<Integer> widths) {
    return widths.stream()
        .<HiddenLayer>map(width -> new HiddenLayer.Dense(SampleShape.vector(width)))
        .toList();
  }

  /** Returns whether every layer is fully connected. */
  public boolean isDense() {
    return encoder.stream().allMatch(HiddenLayer.Dense.class::isInstance) && decoder.isDense();
  }

  /** Returns the layers as text without the name, such as {@code 96-48:48-96 tanh}. */
  public String layers() {
    String inwards = String.join("-", encoder.stream().map(HiddenLayer::text).toList());
    return inwards + ":" + decoder.text() + " " + activation.key();
  }
}
