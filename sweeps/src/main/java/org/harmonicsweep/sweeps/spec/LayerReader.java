package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * Reads layers that are written out: a width alone, or a mapping with one of {@code dense}, {@code
 * conv} and {@code transposed}.
 */
final class LayerReader {
  static final int MOST_LAYERS = 64;
  static final int WIDEST = 65_536;
  static final int WIDEST_WINDOW = 256;

  private static final String DENSE = "dense";
  private static final String CONVOLUTION = "conv";
  private static final String TRANSPOSED = "transposed";
  private static final String SHAPE = "shape";
  private static final String KERNEL = "kernel";
  private static final String STRIDE = "stride";
  private static final String PADDING = "padding";
  private static final String EXTRA = "extra";
  private static final String OUTPUT = "output";

  private static final List<String> KINDS = List.of(DENSE, CONVOLUTION, TRANSPOSED);
  private static final List<String> KEYS =
      List.of(DENSE, CONVOLUTION, TRANSPOSED, SHAPE, KERNEL, STRIDE, PADDING, EXTRA);
  private static final NumberDomain WIDTH = NumberDomain.wholeBetween(1, WIDEST);

  private LayerReader() {}

  /** Returns the hidden layers of a list. */
  static List<HiddenLayer> hidden(Item item) {
    return hidden(listed(item));
  }

  /** Returns the decoder of a list, whose last layer may be the output. */
  static Decoder decoder(Item item) {
    List<Item> items = listed(item);
    int last = items.size() - 1;
    if (items.isEmpty() || !isOutput(items.get(last))) {
      return new Decoder.Layers(hidden(items), new Decoder.Output.Dense());
    }
    List<HiddenLayer> hidden = hidden(items.subList(0, last));
    Fields fields = windowed(items.get(last), List.of(TRANSPOSED, KERNEL, STRIDE, PADDING));
    return new Decoder.Layers(hidden, new Decoder.Output.Transposed(window(fields)));
  }

  /** A layer's weights stand in one array. */
  static long mostWeights() {
    return Integer.MAX_VALUE - 8L;
  }

  private static List<Item> listed(Item item) {
    List<Item> layers = Fields.list(item, "a list of layers");
    if (layers.size() > MOST_LAYERS) {
      throw StudyErrors.tooManyLayers(item, layers.size());
    }
    return layers;
  }

  private static List<HiddenLayer> hidden(List<Item> items) {
    List<HiddenLayer> layers = new ArrayList<>();
    long before = 0;
    for (Item item : items) {
      HiddenLayer layer = layer(item);
      long width = layer instanceof HiddenLayer.Dense dense ? dense.output().size() : 0;
      if (before * width > mostWeights()) {
        throw StudyErrors.layerTooLarge(item, before, width);
      }
      before = width;
      layers.add(layer);
    }
    return List.copyOf(layers);
  }

  private static HiddenLayer layer(Item item) {
    if (!(item instanceof Item.Mapping mapping)) {
      return new HiddenLayer.Dense(SampleShape.vector(Fields.number(item, WIDTH).intValueExact()));
    }
    if (isOutput(item)) {
      throw StudyErrors.outputNotLast(item);
    }
    return switch (kind(mapping)) {
      case DENSE -> dense(Fields.of(item, List.of(DENSE, SHAPE)));
      case CONVOLUTION -> convolution(item);
      default -> transposed(item);
    };
  }

  private static String kind(Item.Mapping mapping) {
    List<String> kinds = KINDS.stream().filter(kind -> mapping.find(kind).isPresent()).toList();
    if (kinds.size() == 1) {
      return kinds.get(0);
    }
    for (Item.Field field : mapping.fields()) {
      if (!KEYS.contains(field.key().text())) {
        throw StudyErrors.unknownKey(field.key(), KEYS);
      }
    }
    throw StudyErrors.layerForm(mapping, kinds);
  }

  private static boolean isOutput(Item item) {
    return item instanceof Item.Mapping mapping
        && mapping.find(TRANSPOSED).orElse(item) instanceof Item.Scalar scalar
        && scalar.text().equals(OUTPUT);
  }

  private static HiddenLayer dense(Fields fields) {
    int width = fields.whole(DENSE, 1, WIDEST);
    Optional<Item> shape = fields.find(SHAPE);
    return new HiddenLayer.Dense(
        shape.map(item -> shape(item, width)).orElseGet(() -> SampleShape.vector(width)));
  }

  private static SampleShape shape(Item item, int width) {
    List<Item> sides = Fields.list(item, "a list of height, width and channels");
    if (sides.size() != 3) {
      throw StudyErrors.notAllowed(item, "a list of three numbers: height, width and channels");
    }
    List<Integer> sizes =
        sides.stream().map(side -> Fields.number(side, WIDTH).intValueExact()).toList();
    long product = sizes.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
    if (product != width) {
      throw StudyErrors.shapeOfOtherSize(item, product, width);
    }
    return new SampleShape(sizes.get(0), sizes.get(1), sizes.get(2));
  }

  private static HiddenLayer convolution(Item item) {
    Fields fields = windowed(item, List.of(CONVOLUTION, KERNEL, STRIDE, PADDING));
    return new HiddenLayer.Convolution(fields.whole(CONVOLUTION, 1, WIDEST), window(fields));
  }

  private static HiddenLayer transposed(Item item) {
    Fields fields =
        windowed(item, List.of(TRANSPOSED, KERNEL, STRIDE, PADDING, EXTRA)).orElse(EXTRA, "0");
    int channels = fields.whole(TRANSPOSED, 1, WIDEST);
    Window window = window(fields);
    return new HiddenLayer.TransposedConvolution(
        channels, window, below(fields, EXTRA, STRIDE, window.stride()));
  }

  private static Fields windowed(Item item, List<String> keys) {
    return Fields.of(item, keys).orElse(STRIDE, "1").orElse(PADDING, "0");
  }

  private static Window window(Fields fields) {
    int kernel = fields.whole(KERNEL, 1, WIDEST_WINDOW);
    int stride = fields.whole(STRIDE, 1, WIDEST_WINDOW);
    return new Window(kernel, stride, below(fields, PADDING, KERNEL, kernel));
  }

  private static int below(Fields fields, String key, String limit, int size) {
    Item item = fields.require(key);
    if (item instanceof Item.Scalar scalar) {
      Optional<Integer> number =
          scalar
              .number()
              .filter(NumberDomain.wholeBetween(0, size - 1)::contains)
              .map(n -> n.intValueExact());
      if (number.isPresent()) {
        return number.get();
      }
    }
    throw StudyErrors.notBelow(item, limit, size);
  }
}
