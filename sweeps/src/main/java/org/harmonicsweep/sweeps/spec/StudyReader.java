package org.harmonicsweep.sweeps.spec;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Training;

/** From the items of a file to a study, key by key. */
final class StudyReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final int LONGEST_NAME = 100;
  private static final int MOST_REPLICATES = 100_000;
  private static final List<String> TRAINING_KEYS = List.of("epochs", "batch", "learning_rate");

  private final Predicate<String> readable;
  private Fields fields;

  private StudyReader(Fields fields, Predicate<String> readable) {
    this.fields = fields;
    this.readable = readable;
  }

  /** Returns the study that a file's root declares. */
  static Study read(Item root, Predicate<String> readable) {
    Fields fields =
        Fields.of(root, StudyKeys.ALL)
            .orElse(StudyKeys.REPLICATES, "1")
            .orElse(StudyKeys.SEED, "0")
            .orElse(StudyKeys.ENGINE, Engine.STRICT.key())
            .orElse(StudyKeys.METRICS, everyMetric(root.place()));
    return new StudyReader(fields, readable).study();
  }

  private Study study() {
    String name = name();
    String question =
        fields.find(StudyKeys.QUESTION).map(i -> fields.text(StudyKeys.QUESTION)).orElse("");
    DataReader.Declared data = DataReader.read(fields.require(StudyKeys.DATA));
    fields = fields.with(StudyKeys.DATA, data.completed());
    Engine engine = engine();
    MetricSet metrics = metrics();
    Training training = training(data);
    int replicates = fields.whole(StudyKeys.REPLICATES, 1, MOST_REPLICATES);
    long seed = fields.number(StudyKeys.SEED, StudyKeys.SEEDS).longValueExact();
    List<Model> cells = cells(replicates);
    checkLikelihood(cells, data);
    checkFiles(data);
    String resolved = ResolvedStudy.write(fields.ordered());
    return new Study(
        name,
        question,
        data.source(),
        data.testFraction(),
        cells,
        replicates,
        seed,
        training,
        engine,
        metrics,
        resolved);
  }

  private String name() {
    Item item = fields.require(StudyKeys.STUDY);
    if (item instanceof Item.Scalar scalar
        && scalar.text().length() <= LONGEST_NAME
        && NAME.matcher(scalar.text()).matches()) {
      return scalar.text();
    }
    throw StudyErrors.badStudyName(item, LONGEST_NAME);
  }

  private Engine engine() {
    return Fields.choice(fields.require(StudyKeys.ENGINE), List.of(Engine.values()), Engine::key);
  }

  private MetricSet metrics() {
    Set<MetricFamily> families = EnumSet.noneOf(MetricFamily.class);
    for (Item item : Fields.list(fields.require(StudyKeys.METRICS), "a list of metrics")) {
      MetricFamily family = Fields.choice(item, List.of(MetricFamily.values()), MetricFamily::key);
      if (!families.add(family)) {
        throw StudyErrors.repeatedValue(item, AxisValue.of(family.key()));
      }
    }
    return MetricSet.of(families);
  }

  private Training training(DataReader.Declared data) {
    Fields training =
        Fields.of(fields.require(StudyKeys.TRAINING), TRAINING_KEYS)
            .orElse("batch", "128")
            .orElse("learning_rate", "0.001");
    fields = fields.with(StudyKeys.TRAINING, training.ordered());
    int batch = training.whole("batch", 1, Integer.MAX_VALUE);
    OptionalLong most = data.mostTraining();
    if (most.isPresent() && batch > most.getAsLong()) {
      throw StudyErrors.batchTooLarge(training.require("batch"), most.getAsLong());
    }
    return new Training(
        training.whole("epochs", 1, Integer.MAX_VALUE),
        batch,
        training.number("learning_rate", NumberDomain.positive()).doubleValue());
  }

  private List<Model> cells(int replicates) {
    ArchitectureCatalogue architectures =
        fields
            .find(StudyKeys.ARCHITECTURES)
            .map(ArchitectureCatalogue::read)
            .orElseGet(ArchitectureCatalogue::builtIn);
    AxisReader axes = new AxisReader(architectures);
    Block grid =
        fields
            .find(StudyKeys.GRID)
            .map(item -> new GridReader(axes).read(item))
            .orElseGet(() -> new Block.Product(List.of()));
    Place place = fields.find(StudyKeys.GRID).map(Item::place).orElse(fields.place());
    Expansion expansion = new Expansion(grid, place, standard(axes, grid), architectures);
    Exclusions exclusions =
        fields
            .find(StudyKeys.EXCLUDE)
            .map(item -> Exclusions.read(item, axes))
            .orElseGet(Exclusions::none);
    Predicate<Cell> where =
        fields
            .find(StudyKeys.WHERE)
            .map(item -> ConditionParser.parse(item, architectures))
            .orElse(cell -> true);
    List<Model> models = expansion.models(where, exclusions, SweepReader.MOST_TRIALS / replicates);
    if (models.isEmpty()) {
      throw StudyErrors.nothingRemains(
          fields.find(StudyKeys.WHERE).map(Item::place).orElse(place), grid.size());
    }
    return models;
  }

  /**
   * Returns the values of {@code model} and the defaults of the axes that neither it nor all cells
   * set.
   */
  private Cell standard(AxisReader axes, Block grid) {
    Fields model =
        Fields.of(
            fields.find(StudyKeys.MODEL).orElse(new Item.Mapping(fields.place(), List.of())),
            Axis.keys());
    Map<Axis, AxisValue> values = new EnumMap<>(Axis.class);
    Set<Axis> varied = EnumSet.noneOf(Axis.class);
    varied.addAll(grid.axesOfAll());
    for (Axis axis : Axis.values()) {
      if (varied.contains(axis)) {
        model.find(axis.key()).ifPresent(item -> refuseUnused(item, axis));
        continue;
      }
      if (axis.standard().isPresent()) {
        model = model.orElse(axis.key(), axis.standard().get());
      }
      Place place = model.place();
      Item item =
          model.find(axis.key()).orElseThrow(() -> StudyErrors.axisWithoutValue(place, axis));
      values.put(axis, axes.value(axis, item));
    }
    fields = fields.orElse(StudyKeys.MODEL, model.ordered());
    fields = fields.with(StudyKeys.MODEL, model.ordered());
    return new Cell(values);
  }

  private static void refuseUnused(Item item, Axis axis) {
    throw StudyErrors.valueNeverUsed(item, axis);
  }

  private void checkLikelihood(List<Model> cells, DataReader.Declared data) {
    if (data.isInUnitRange()) {
      return;
    }
    if (cells.stream().anyMatch(cell -> cell.likelihood() == Likelihood.BERNOULLI)) {
      throw StudyErrors.bernoulliOutsideUnitRange(
          data.completed().find("source").orElse(data.completed()).place(), data.source().key());
    }
  }

  private void checkFiles(DataReader.Declared data) {
    for (Item file : data.files()) {
      String path = ((Item.Scalar) file).text();
      if (!readable.test(path)) {
        throw StudyErrors.missingFile(file.place(), path);
      }
    }
  }

  private static Item everyMetric(Place place) {
    List<Item> keys =
        Arrays.stream(MetricFamily.values())
            .<Item>map(family -> Item.Scalar.implied(place, family.key()))
            .toList();
    return new Item.Sequence(place, keys);
  }
}
