package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * The architectures that a study may name: the built-in ones and those it writes out.
 *
 * <p>Built in are {@code linear}, without hidden layers, every {@code mlp-NxW-activation}: N hidden
 * layers of W units each in encoder and decoder, and three convolutional ones, mirrored. {@code
 * conv-disks} is the net of Newson, Almansa, Gousseau and Ladjal, "Processing simple geometric
 * attributes with autoencoders" (J. Math. Imaging Vis. 62, 2020), with a linear code and output.
 */
final class ArchitectureCatalogue {
  /** Shown as examples where no name is near. */
  static final List<String> EXAMPLES =
      List.of(
          "linear",
          "mlp-1x32-tanh",
          "mlp-2x64-tanh",
          "mlp-2x128-relu",
          "mlp-3x256-logistic",
          "conv-small",
          "conv-large",
          "conv-disks");

  private static final Window HALVING = new Window(4, 2, 1);
  private static final Map<String, Architecture> CONVOLUTIONAL =
      Map.of(
          "conv-small",
          mirrored(
              "conv-small",
              List.of(convolution(32, HALVING), convolution(64, HALVING), dense(256)),
              Activation.RELU),
          "conv-large",
          mirrored(
              "conv-large",
              List.of(
                  convolution(64, HALVING),
                  convolution(128, HALVING),
                  convolution(256, HALVING),
                  dense(512)),
              Activation.RELU),
          "conv-disks",
          mirrored(
              "conv-disks",
              Stream.of(8, 4, 3, 2, 1).map(c -> convolution(c, new Window(3, 2, 0))).toList(),
              Activation.LEAKY_RELU));

  private static final Pattern FAMILY = Pattern.compile("mlp-([0-9]+)x([0-9]+)-([a-z_]+)");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*");
  private static final int LONGEST_NAME = 100;
  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";
  private static final String ACTIVATION = "activation";
  private static final String MIRROR = "mirror";
  private static final NumberDomain WIDTH = NumberDomain.wholeBetween(1, LayerReader.WIDEST);
  private static final NumberDomain LAYERS = NumberDomain.wholeBetween(1, LayerReader.MOST_LAYERS);

  private final Map<String, Architecture> written;
  private final Map<String, Place> places;

  private ArchitectureCatalogue(Map<String, Architecture> written, Map<String, Place> places) {
    this.written = written;
    this.places = places;
  }

  /** Returns the built-in architectures alone. */
  static ArchitectureCatalogue builtIn() {
    return new ArchitectureCatalogue(Map.of(), Map.of());
  }

  /** Returns the built-in architectures and those of an {@code architectures} mapping. */
  static ArchitectureCatalogue read(Item item) {
    if (!(item instanceof Item.Mapping mapping) || mapping.fields().isEmpty()) {
      throw StudyErrors.notAllowed(item, "a mapping of names to architectures");
    }
    Map<String, Architecture> written = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    for (Item.Field field : mapping.fields()) {
      String name = field.key().text();
      if (isReserved(name)) {
        throw StudyErrors.reservedName(field.key());
      }
      if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
        throw StudyErrors.badArchitectureName(field.key());
      }
      written.put(name, writtenOut(name, field.value()));
      places.put(name, field.key().place());
    }
    return new ArchitectureCatalogue(written, places);
  }

  /** Returns the names written out in the study and some of the built-in ones. */
  List<String> names() {
    List<String> names = new ArrayList<>(written.keySet());
    names.addAll(EXAMPLES);
    return names;
  }

  /** Returns where those written out stand. */
  Map<String, Place> places() {
    return places;
  }

  /** Returns whether a name can be used. */
  boolean knows(String name) {
    return find(name).isPresent();
  }

  /** Returns the architecture of a name, or empty. */
  Optional<Architecture> find(String name) {
    if (name.equals("linear")) {
      return Optional.of(Architecture.dense(name, List.of(), List.of(), Activation.LINEAR));
    }
    return Optional.ofNullable(written.get(name))
        .or(() -> Optional.ofNullable(CONVOLUTIONAL.get(name)))
        .or(() -> ofFamily(name));
  }

  /** Returns the architecture that a scalar names. */
  Architecture require(Item item) {
    if (!(item instanceof Item.Scalar scalar)) {
      throw StudyErrors.notAllowed(item, Axis.ARCHITECTURE.allowed());
    }
    Optional<Architecture> found = find(scalar.text());
    if (found.isPresent()) {
      return found.get();
    }
    Matcher family = FAMILY.matcher(scalar.text());
    if (!family.matches()) {
      throw StudyErrors.unknownArchitecture(scalar, names());
    }
    if (activation(family.group(3)).isEmpty()) {
      throw StudyErrors.unknownActivation(scalar, family.group(3), activations());
    }
    throw StudyErrors.impossibleFamily(scalar);
  }

  private static Optional<Architecture> ofFamily(String name) {
    Matcher family = FAMILY.matcher(name);
    if (!family.matches()) {
      return Optional.empty();
    }
    Optional<Integer> layers = within(LAYERS, family.group(1));
    Optional<Integer> width =
        within(WIDTH, family.group(2)).filter(w -> (long) w * w <= LayerReader.mostWeights());
    Optional<Activation> activation = activation(family.group(3));
    if (layers.isEmpty() || width.isEmpty() || activation.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> hidden = Collections.nCopies(layers.get(), width.get());
    return Optional.of(Architecture.dense(name, hidden, hidden, activation.get()));
  }

  private static Optional<Integer> within(NumberDomain domain, String digits) {
    return digits.startsWith("0")
        ? Optional.empty()
        : Item.Scalar.number(digits).filter(domain::contains).map(n -> n.intValueExact());
  }

  private static boolean isReserved(String name) {
    return name.equals("linear")
        || name.startsWith("mlp-")
        || CONVOLUTIONAL.containsKey(name)
        || Axis.of(name).isPresent()
        || Arrays.stream(Axis.values()).anyMatch(axis -> axis.words().contains(name))
        || ConditionParser.KEYWORDS.contains(name);
  }

  private static Architecture writtenOut(String name, Item item) {
    Fields fields = Fields.of(item, List.of(ENCODER, DECODER, ACTIVATION)).orElse(DECODER, MIRROR);
    Item encoderItem = fields.require(ENCODER);
    if (isMirror(encoderItem)) {
      throw StudyErrors.mirroredEncoder(encoderItem);
    }
    List<HiddenLayer> encoder = LayerReader.hidden(encoderItem);
    Item decoderItem = fields.require(DECODER);
    Decoder decoder = isMirror(decoderItem) ? mirror(encoder) : LayerReader.decoder(decoderItem);
    Item activationItem = fields.require(ACTIVATION);
    Activation activation =
        Fields.choice(activationItem, List.of(Activation.values()), Activation::key);
    boolean hidden = !encoder.isEmpty() || hasHidden(decoder);
    if (!hidden && activation != Activation.LINEAR) {
      throw StudyErrors.activationWithoutLayers(activationItem);
    }
    return new Architecture(name, encoder, decoder, activation);
  }

  private static boolean isMirror(Item item) {
    return item instanceof Item.Scalar scalar && scalar.text().equals(MIRROR);
  }

  private static boolean hasHidden(Decoder decoder) {
    return decoder instanceof Decoder.Layers layers && !layers.hidden().isEmpty();
  }

  /** Mirrored widths are written out, so that they are the same trial as if the study had. */
  private static Decoder mirror(List<HiddenLayer> encoder) {
    boolean widths =
        encoder.stream()
            .allMatch(l -> l instanceof HiddenLayer.Dense dense && !dense.output().isImage());
    if (!widths) {
      return new Decoder.Mirror();
    }
    List<HiddenLayer> reversed = new ArrayList<>(encoder);
    Collections.reverse(reversed);
    return new Decoder.Layers(reversed, new Decoder.Output.Dense());
  }

  private static Architecture mirrored(
      String name, List<HiddenLayer> encoder, Activation activation) {
    return new Architecture(name, encoder, new Decoder.Mirror(), activation);
  }

  private static HiddenLayer convolution(int channels, Window window) {
    return new HiddenLayer.Convolution(channels, window);
  }

  private static HiddenLayer dense(int width) {
    return new HiddenLayer.Dense(SampleShape.vector(width));
  }

  private static List<String> activations() {
    return Arrays.stream(Activation.values()).map(Activation::key).toList();
  }

  private static Optional<Activation> activation(String key) {
    return Arrays.stream(Activation.values()).filter(a -> a.key().equals(key)).findFirst();
  }
}
