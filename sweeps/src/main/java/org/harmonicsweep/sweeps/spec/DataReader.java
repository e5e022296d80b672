package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.trial.SampleShape;

/** Reads the {@code data} mapping. */
final class DataReader {
  private static final String SOURCE = "source";
  private static final String IMAGES = "images";
  private static final String LABELS = "labels";
  private static final String DIRECTORY = "directory";
  private static final String PATH = "path";
  private static final String ARRAY = "array";
  private static final String WHITE = "white";
  private static final String EVERY = "every";
  private static final String LIMIT = "limit";
  private static final String SAMPLES = "samples";
  private static final String SIZE = "size";
  private static final String POINTS = "points";
  private static final String DEVIATIONS = "deviations";
  private static final String SEED = "seed";
  private static final String TEST_FRACTION = "test_fraction";

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "idx", List.of(SOURCE, IMAGES, LABELS, LIMIT, TEST_FRACTION),
          "cifar10", List.of(SOURCE, DIRECTORY, LIMIT, TEST_FRACTION),
          "npz", List.of(SOURCE, PATH, ARRAY, WHITE, EVERY, LIMIT, TEST_FRACTION),
          "disks", List.of(SOURCE, SAMPLES, SIZE, SEED, TEST_FRACTION),
          "sinc", List.of(SOURCE, SAMPLES, POINTS, SEED, TEST_FRACTION),
          "linear_gaussian", List.of(SOURCE, SAMPLES, DEVIATIONS, SEED, TEST_FRACTION));

  static final List<String> SOURCES =
      List.of("idx", "cifar10", "npz", "disks", "sinc", "linear_gaussian");

  private static final int MOST_SAMPLES = 100_000_000;
  private static final int MOST_COLOURS =
      DataSource.Cifar10.FILES.size() * DataSource.Cifar10.IMAGES_PER_FILE;
  private static final int MOST_DEVIATIONS = 65_536;
  private static final long MOST_VALUES = Integer.MAX_VALUE - 8L;

  private final Fields fields;

  private DataReader(Fields fields) {
    this.fields = fields;
  }

  /**
   * A file that a study needs.
   *
   * @param item where the study says so
   * @param names paths or URIs, one of which must be readable; messages show the first
   */
  record Needed(Item item, List<String> names) {}

  /**
   * What a study says about its data.
   *
   * @param source of the samples
   * @param testFraction share held out, in (0, 1)
   * @param completed the mapping with its defaults
   * @param files that must be readable, each under one of its names
   * @param samples in all, as far as the study tells
   */
  record Declared(
      DataSource source,
      double testFraction,
      Item.Mapping completed,
      List<Needed> files,
      OptionalLong samples) {

    /** Returns the shape of the samples, as far as the study tells. */
    Optional<SampleShape> shape() {
      return source.match(
          new DataSource.Cases<>(
              idx -> Optional.empty(),
              cifar10 ->
                  Optional.of(
                      new SampleShape(
                          DataSource.Cifar10.SIDE,
                          DataSource.Cifar10.SIDE,
                          DataSource.Cifar10.CHANNELS)),
              npz -> Optional.empty(),
              disks -> Optional.of(new SampleShape(disks.size(), disks.size(), 1)),
              sinc -> Optional.of(SampleShape.vector(2 * sinc.points())),
              gaussian -> Optional.of(SampleShape.vector(gaussian.deviations().size()))));
    }

    /** Returns whether every value lies in [0, 1], which a Bernoulli likelihood needs. */
    boolean isInUnitRange() {
      return source.match(
          new DataSource.Cases<>(
              idx -> true,
              cifar10 -> true,
              npz -> true,
              disks -> true,
              sinc -> false,
              gaussian -> false));
    }

    /** Returns the most samples that training can see, at least one being held out. */
    OptionalLong mostTraining() {
      return samples.isPresent()
          ? OptionalLong.of(
              samples.getAsLong()
                  - Math.max(1, (long) Math.floor(samples.getAsLong() * testFraction)))
          : samples;
    }
  }

  /** Returns what the mapping declares. */
  static Declared read(Item item) {
    if (!(item instanceof Item.Mapping mapping)) {
      throw StudyErrors.notAllowed(item, "a mapping with the key source");
    }
    Item source =
        mapping.find(SOURCE).orElseThrow(() -> StudyErrors.missingKey(item.place(), SOURCE));
    String name = Fields.word(source, SOURCES);
    List<String> keys = KEYS.getOrDefault(name, List.of());
    Fields fields = Fields.of(item, keys).orElse(TEST_FRACTION, "0.1");
    if (keys.contains(SEED)) {
      fields = fields.orElse(SEED, "0");
    }
    return new DataReader(fields).declared(name);
  }

  private Declared declared(String name) {
    return switch (name) {
      case "idx" -> idx();
      case "cifar10" -> cifar10();
      case "npz" -> npz();
      case "disks" -> disks();
      case "sinc" -> sinc();
      default -> linearGaussian();
    };
  }

  private Declared idx() {
    List<Needed> files = new ArrayList<>();
    files.add(new Needed(fields.require(IMAGES), List.of(fields.text(IMAGES))));
    fields
        .find(LABELS)
        .ifPresent(labels -> files.add(new Needed(labels, List.of(fields.text(LABELS)))));
    Optional<Integer> limit =
        fields.find(LIMIT).map(item -> fields.whole(LIMIT, 2, Integer.MAX_VALUE));
    DataSource source =
        new DataSource.Idx(
            fields.text(IMAGES), fields.find(LABELS).map(item -> fields.text(LABELS)), limit);
    return declared(source, files, known(limit));
  }

  private static OptionalLong known(Optional<Integer> limit) {
    return limit.map(most -> OptionalLong.of(most)).orElseGet(OptionalLong::empty);
  }

  private Declared cifar10() {
    Item directory = fields.require(DIRECTORY);
    Optional<Integer> limit = fields.find(LIMIT).map(item -> fields.whole(LIMIT, 2, MOST_COLOURS));
    DataSource.Cifar10 source = new DataSource.Cifar10(fields.text(DIRECTORY), limit);
    List<Needed> files =
        source.paths().stream()
            .map(path -> new Needed(directory, List.of(path, path + ".gz")))
            .toList();
    return declared(source, files, OptionalLong.of(source.images()));
  }

  private Declared npz() {
    Fields complete = fields.orElse(EVERY, "1");
    List<Needed> files = List.of(new Needed(fields.require(PATH), List.of(fields.text(PATH))));
    Optional<Double> white =
        fields.find(WHITE).map(item -> fields.number(WHITE, NumberDomain.positive()).doubleValue());
    Optional<Integer> limit =
        fields.find(LIMIT).map(item -> fields.whole(LIMIT, 2, Integer.MAX_VALUE));
    DataSource source =
        new DataSource.Npz(
            fields.text(PATH),
            fields.text(ARRAY),
            white,
            complete.whole(EVERY, 1, Integer.MAX_VALUE),
            limit);
    return new DataReader(complete).declared(source, files, known(limit));
  }

  private Declared disks() {
    Fields complete = fields.orElse(SIZE, "63");
    int samples = samples();
    int size = complete.whole(SIZE, 3, 4096);
    checkSize(samples, (long) size * size);
    return new DataReader(complete)
        .declared(new DataSource.Disks(samples, size, seed()), List.of(), OptionalLong.of(samples));
  }

  private Declared sinc() {
    int samples = samples();
    int points = fields.whole(POINTS, 2, 65_536);
    checkSize(samples, 2L * points);
    return declared(
        new DataSource.SincTracks(samples, points, seed()), List.of(), OptionalLong.of(samples));
  }

  private Declared linearGaussian() {
    int samples = samples();
    Item item = fields.require(DEVIATIONS);
    List<Item> items = Fields.list(item, "a list of numbers above 0");
    if (items.isEmpty() || items.size() > MOST_DEVIATIONS) {
      throw StudyErrors.notAllowed(item, "a list of 1 to " + MOST_DEVIATIONS + " numbers above 0");
    }
    List<Double> deviations =
        items.stream().map(i -> Fields.number(i, NumberDomain.positive()).doubleValue()).toList();
    checkSize(samples, deviations.size());
    return declared(
        new DataSource.LinearGaussian(samples, deviations, seed()),
        List.of(),
        OptionalLong.of(samples));
  }

  private Declared declared(DataSource source, List<Needed> files, OptionalLong samples) {
    double fraction = fields.number(TEST_FRACTION, NumberDomain.properFraction()).doubleValue();
    return new Declared(source, fraction, fields.ordered(), files, samples);
  }

  private int samples() {
    return fields.whole(SAMPLES, 2, MOST_SAMPLES);
  }

  private long seed() {
    return fields.number(SEED, StudyKeys.SEEDS).longValueExact();
  }

  /** Samples stand in one array. */
  private void checkSize(int samples, long features) {
    if (samples * features > MOST_VALUES) {
      throw StudyErrors.dataTooLarge(fields.require(SAMPLES), features, MOST_VALUES / features);
    }
  }
}
