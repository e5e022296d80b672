package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** How an architecture declares its decoder. */
public sealed interface Decoder extends Serializable {

  /**
   * Returns the decoder's layers, the output layer last.
   *
   * @param latent dimensions of z
   * @param encoder the encoder's hidden layers
   * @param data shape of the samples
   * @throws IllegalArgumentException if a layer has no output, or the last not that of the data
   */
  List<LayerShape> layers(int latent, List<LayerShape> encoder, SampleShape data);

  /** Returns whether it adds no convolution to those of the encoder. */
  boolean isDense();

  /** Returns a short text, such as {@code 48-96} or {@code mirror}. */
  String text();

  /**
   * The encoder backwards: a dense layer from the latent to what the encoder's last hidden layer
   * gives, then each hidden layer's transpose, the first one's being the output layer.
   */
  record Mirror() implements Decoder {
    @Override
    public List<LayerShape> layers(int latent, List<LayerShape> encoder, SampleShape data) {
      List<LayerShape> layers = new ArrayList<>();
      SampleShape code = encoder.isEmpty() ? data : encoder.get(encoder.size() - 1).output();
      layers.add(new LayerShape.Dense(SampleShape.vector(latent), code));
      for (int i = encoder.size() - 1; i >= 0; i--) {
        layers.add(
            encoder
                .get(i)
                .match(
                    dense ->
                        new LayerShape.Dense(
                            /* input= */ dense.output(), /* output= */ dense.input()),
                    convolution ->
                        new LayerShape.TransposedConvolution(
                            /* input= */ convolution.output(),
                            /* output= */ convolution.input(),
                            convolution.window()),
                    transposed ->
                        new LayerShape.Convolution(
                            /* input= */ transposed.output(),
                            /* output= */ transposed.input(),
                            transposed.window())));
      }
      return List.copyOf(layers);
    }

    @Override
    public boolean isDense() {
      return true;
    }

    @Override
    public String text() {
      return "mirror";
    }
  }

  /**
   * Layers written out.
   *
   * @param hidden layers, latent side first
   * @param output the layer that gives the data
   */
  record Layers(List<HiddenLayer> hidden, Output output) implements Decoder {
    public Layers {
      hidden = List.copyOf(hidden);
      requireNonNull(output, "output is null");
    }

    @Override
    public List<LayerShape> layers(int latent, List<LayerShape> encoder, SampleShape data) {
      List<LayerShape> layers = new ArrayList<>();
      SampleShape shape = SampleShape.vector(latent);
      for (HiddenLayer layer : hidden) {
        LayerShape next = layer.on(shape);
        layers.add(next);
        shape = next.output();
      }
      SampleShape last = shape;
      layers.add(
          output.match(
              () -> new LayerShape.Dense(last, data),
              window -> new LayerShape.TransposedConvolution(last, data, window)));
      return List.copyOf(layers);
    }

    @Override
    public boolean isDense() {
      return output instanceof Output.Dense
          && hidden.stream().allMatch(HiddenLayer.Dense.class::isInstance);
    }

    @Override
    public String text() {
      List<String> texts = new ArrayList<>(hidden.stream().map(HiddenLayer::text).toList());
      output
          .<Optional<String>>match(Optional::empty, window -> Optional.of("deconv" + window))
          .ifPresent(texts::add);
      return String.join("-", texts);
    }
  }

  /** The layer that gives the data. */
  sealed interface Output extends Serializable {

    /** Folds over the two cases. */
    <R> R match(Supplier<R> dense, Function<Window, R> transposed);

    /** Every value from every one before. */
    record Dense() implements Output {
      @Override
      public <R> R match(Supplier<R> dense, Function<Window, R> transposed) {
        return dense.get();
      }
    }

    /**
     * A transposed convolution.
     *
     * @param window of the convolution that it transposes
     */
    record Transposed(Window window) implements Output {
      @Override
      public <R> R match(Supplier<R> dense, Function<Window, R> transposed) {
        return transposed.apply(window);
      }
    }
  }
}
