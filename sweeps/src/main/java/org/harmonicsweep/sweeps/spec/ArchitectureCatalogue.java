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
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;

/**
 * The architectures that a study may name: the built-in ones and those it writes out.
 *
 * <p>Built in are {@code linear}, without hidden layers, and every {@code mlp-NxW-activation}: N
 * hidden layers of W units each in encoder and decoder.
 */
final class ArchitectureCatalogue {
  /** Shown as examples where no name is near. */
  static final List<String> EXAMPLES =
      List.of("linear", "mlp-1x32-tanh", "mlp-2x64-tanh", "mlp-2x128-relu", "mlp-3x256-logistic");

  static final int MOST_LAYERS = 64;
  static final int WIDEST = 65_536;

  private static final Pattern FAMILY = Pattern.compile("mlp-([0-9]+)x([0-9]+)-([a-z_]+)");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*");
  private static final int LONGEST_NAME = 100;
  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";
  private static final String ACTIVATION = "activation";
  private static final String MIRROR = "mirror";
  private static final NumberDomain WIDTH = NumberDomain.wholeBetween(1, WIDEST);
  private static final NumberDomain LAYERS = NumberDomain.wholeBetween(1, MOST_LAYERS);

  private final Map<String, Architecture> written;

  private ArchitectureCatalogue(Map<String, Architecture> written) {
    this.written = written;
  }

  /** Returns the built-in architectures alone. */
  static ArchitectureCatalogue builtIn() {
    return new ArchitectureCatalogue(Map.of());
  }

  /** Returns the built-in architectures and those of an {@code architectures} mapping. */
  static ArchitectureCatalogue read(Item item) {
    if (!(item instanceof Item.Mapping mapping) || mapping.fields().isEmpty()) {
      throw StudyErrors.notAllowed(item, "a mapping of names to architectures");
    }
    Map<String, Architecture> written = new LinkedHashMap<>();
    for (Item.Field field : mapping.fields()) {
      String name = field.key().text();
      if (isReserved(name)) {
        throw StudyErrors.reservedName(field.key());
      }
      if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
        throw StudyErrors.badArchitectureName(field.key());
      }
      written.put(name, writtenOut(name, field.value()));
    }
    return new ArchitectureCatalogue(written);
  }

  /** Returns the names written out in the study and some of the built-in ones. */
  List<String> names() {
    List<String> names = new ArrayList<>(written.keySet());
    names.addAll(EXAMPLES);
    return names;
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
    return Optional.ofNullable(written.get(name)).or(() -> ofFamily(name));
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
        within(WIDTH, family.group(2)).filter(w -> (long) w * w <= mostWeights());
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
        || Axis.of(name).isPresent()
        || Arrays.stream(Axis.values()).anyMatch(axis -> axis.words().contains(name))
        || ConditionParser.KEYWORDS.contains(name);
  }

  private static Architecture writtenOut(String name, Item item) {
    Fields fields = Fields.of(item, List.of(ENCODER, DECODER, ACTIVATION)).orElse(DECODER, MIRROR);
    List<Integer> encoder = widths(fields.require(ENCODER));
    Item decoderItem = fields.require(DECODER);
    List<Integer> decoder =
        decoderItem instanceof Item.Scalar scalar && scalar.text().equals(MIRROR)
            ? reversed(encoder)
            : widths(decoderItem);
    Item activationItem = fields.require(ACTIVATION);
    Activation activation =
        Fields.choice(activationItem, List.of(Activation.values()), Activation::key);
    if (encoder.isEmpty() && decoder.isEmpty() && activation != Activation.LINEAR) {
      throw StudyErrors.activationWithoutLayers(activationItem);
    }
    return Architecture.dense(name, encoder, decoder, activation);
  }

  private static List<Integer> widths(Item item) {
    if (item instanceof Item.Scalar scalar && scalar.text().equals(MIRROR)) {
      throw StudyErrors.mirroredEncoder(item);
    }
    List<Item> layers = Fields.list(item, "a list of layer widths");
    if (layers.size() > MOST_LAYERS) {
      throw StudyErrors.tooManyLayers(item, layers.size());
    }
    List<Integer> widths = new ArrayList<>();
    for (Item layer : layers) {
      int width = width(layer);
      if (!widths.isEmpty() && (long) width * widths.get(widths.size() - 1) > mostWeights()) {
        throw StudyErrors.layerTooLarge(layer, widths.get(widths.size() - 1), width);
      }
      widths.add(width);
    }
    return List.copyOf(widths);
  }

  private static int width(Item layer) {
    if (!(layer instanceof Item.Mapping mapping)) {
      return Fields.number(layer, WIDTH).intValueExact();
    }
    if (mapping.find("conv").isPresent()) {
      throw StudyErrors.convolution(layer);
    }
    return Fields.of(layer, List.of("dense")).whole("dense", 1, WIDEST);
  }

  /** A layer's weights stand in one array. */
  private static long mostWeights() {
    return Integer.MAX_VALUE - 8L;
  }

  private static List<Integer> reversed(List<Integer> widths) {
    List<Integer> reversed = new ArrayList<>(widths);
    Collections.reverse(reversed);
    return List.copyOf(reversed);
  }

  private static List<String> activations() {
    return Arrays.stream(Activation.values()).map(Activation::key).toList();
  }

  private static Optional<Activation> activation(String key) {
    return Arrays.stream(Activation.values()).filter(a -> a.key().equals(key)).findFirst();
  }
}
