package org.harmonicsweep.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * A variational autoencoder as a text that every contender reads: {@code activation input layer…}.
 *
 * <p>{@code tanh 64 dense:32 latent:2 dense:32 dense:64} has two heads of 2 behind a layer of 32
 * and ends in 64 logits. Images are {@code channels,height,width}; {@code conv:channels,kernel,
 * stride,padding} and {@code deconv} likewise; {@code map:channels,height,width} makes images of
 * vectors. The activation follows every layer but the heads, maps and the last.
 *
 * @param text as above
 * @param input shape of a sample
 * @param model the same in our own terms
 */
record Net(String text, SampleShape input, Model model) {

  static Net parse(String text) {
    String[] words = text.split(" ", -1);
    Activation activation = Activation.valueOf(words[0].toUpperCase(Locale.ROOT));
    List<HiddenLayer> encoder = new ArrayList<>();
    List<HiddenLayer> decoder = new ArrayList<>();
    int latent = 0;
    for (int i = 2; i < words.length - 1; i++) {
      Word word = Word.of(words[i]);
      if (word.kind().equals("latent")) {
        latent = word.numbers()[0];
      } else {
        word.addTo(latent == 0 ? encoder : decoder);
      }
    }
    Decoder.Output output =
        Word.of(words[words.length - 1])
            .window()
            .<Decoder.Output>map(Decoder.Output.Transposed::new)
            .orElseGet(Decoder.Output.Dense::new);
    Decoder back = new Decoder.Layers(decoder, output);
    Model model =
        new Model(
            new Architecture(text, encoder, back, activation),
            latent,
            Likelihood.BERNOULLI,
            EncoderVariance.learned(),
            1,
            InputNoise.denoising(0));
    return new Net(text, shape(numbers(words[1])), model);
  }

  /** A layer of the text. */
  private record Word(String kind, int[] numbers) {
    static Word of(String word) {
      int colon = word.indexOf(':');
      return new Word(word.substring(0, colon), Net.numbers(word.substring(colon + 1)));
    }

    Optional<Window> window() {
      return numbers.length < 4
          ? Optional.empty()
          : Optional.of(new Window(numbers[1], numbers[2], numbers[3]));
    }

    void addTo(List<HiddenLayer> layers) {
      switch (kind) {
        case "dense" -> layers.add(new HiddenLayer.Dense(shape(numbers)));
        case "conv" -> layers.add(new HiddenLayer.Convolution(numbers[0], window().orElseThrow()));
        case "deconv" ->
            layers.add(
                new HiddenLayer.TransposedConvolution(numbers[0], window().orElseThrow(), 0));
        case "map" -> {
          // the latent sample is an image of one pixel already, of a dense layer it is the output
          if (!layers.isEmpty()) {
            layers.set(layers.size() - 1, new HiddenLayer.Dense(shape(numbers)));
          }
        }
        default -> throw new IllegalArgumentException("unknown layer " + kind);
      }
    }
  }

  private static SampleShape shape(int[] n) {
    return n.length == 1 ? SampleShape.vector(n[0]) : new SampleShape(n[1], n[2], n[0]);
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /**
   * Returns the floating-point operations of one training step that no implementation can avoid:
   * the products forward, for the gradients of all weights, and for those of all inputs but the
   * first layer's.
   */
  long stepOperations(int batch) {
    List<LayerShape> layers = Layout.of(model, input).all();
    long products = layers.stream().mapToLong(LayerShape::products).sum();
    return 2L * batch * (3 * products - layers.get(0).products());
  }
}
