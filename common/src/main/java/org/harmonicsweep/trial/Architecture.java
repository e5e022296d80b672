package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * Hidden layers of encoder and decoder, fully connected.
 *
 * <p>The encoder's heads and the decoder's output layer are added by the engine; an empty list
 * leaves a single affine map. The name is a label: it is no part of a trial's identity.
 *
 * @param name as in the study file, not blank
 * @param encoder widths of the encoder's hidden layers, input side first, each at least 1
 * @param decoder widths of the decoder's hidden layers, latent side first, each at least 1
 * @param activation of every hidden layer
 */
public record Architecture(
    String name, List<Integer> encoder, List<Integer> decoder, Activation activation)
    implements Serializable {

  public Architecture {
    requireNonNull(name, "name is null");
    requireNonNull(activation, "activation is null");
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
    encoder.forEach(width -> Checks.atLeast(1, "width of an encoder layer", width));
    decoder.forEach(width -> Checks.atLeast(1, "width of a decoder layer", width));
  }

  /** Returns the layers as text without the name, such as {@code 96-48:48-96 tanh}. */
  public String layers() {
    return dashed(encoder) + ":" + dashed(decoder) + " " + activation.key();
  }

  private static String dashed(List<Integer> widths) {
    return String.join("-", widths.stream().map(String::valueOf).toList());
  }
}
