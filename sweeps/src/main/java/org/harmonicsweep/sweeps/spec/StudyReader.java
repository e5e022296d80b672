package org.harmonicsweep.sweeps.spec;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Training;

/** From the items of a file to a study, key by key. */
final class StudyReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final int LONGEST_NAME = 100;

  /** Parts of conditions that are tried on cells: some ten seconds. */
  private static final long MOST_WORK = 200_000_000;

  private static final List<String> TRAINING_KEYS = List.of("epochs", "batch", "learning_rate");

  private final Fields fields;
  private final ArchitectureCatalogue architectures;
  private final AxisReader axes;

  private StudyReader(Fields fields) {
    this.fields = fields;
    this.architectures =
        fields
            .find(StudyKeys.ARCHITECTURES)
            .map(ArchitectureCatalogue::read)
            .orElseGet(ArchitectureCatalogue::builtIn);
    this.axes = new AxisReader(architectures);
  }

  /** Returns the study that a file's root declares. */
  static Study read(Item root, Predicate<String> readable) {
    Fields fields =
        Fields.of(root, StudyKeys.ALL)
            .orElse(StudyKeys.REPLICATES, "1")
            .orElse(StudyKeys.SEED, "0")
            .orElse(StudyKeys.ENGINE, Engine.strict().key())
            .orElse(StudyKeys.METRICS, unaskedMetrics(root.place()));
    return new StudyReader(fields).study(readable);
  }

  private Study study(Predicate<String> readable) {
    String name = name();
    String question =
        fields.find(StudyKeys.QUESTION).map(i -> fields.text(StudyKeys.QUESTION)).orElse("");
    DataReader.Declared data = DataReader.read(fields.require(StudyKeys.DATA));
    MetricSet metrics = metrics();
    Fields training = trainingFields();
    Block grid = grid();
    Fields model = modelFields(grid);
    Item replicates = fields.require(StudyKeys.REPLICATES);
    Replication replication = new ReplicationReader(metrics).read(replicates);
    List<Engine> engines = new EngineReader(batch(training)).read(fields.require(StudyKeys.ENGINE));
    long most = SweepReader.MOST_TRIALS / replication.most() / engines.size();
    List<Model> cells = cells(grid, model, most);
    ReplicationReader.checkBudget(replicates, replication, cells.size() * engines.size());
    List<Claim> claims = claims(cells, metrics);
    Study study =
        new Study(
            name,
            question,
            data.source(),
            data.testFraction(),
            cells,
            replication,
            fields.number(StudyKeys.SEED, StudyKeys.SEEDS).longValueExact(),
            training(training, data),
            engines,
            metrics,
            claims,
            tolerance(),
            resolved(data, model, training, claims),
            origins());
    checkLikelihood(cells, data);
    data.shape().ifPresent(study::checkBuildable);
    checkFiles(data, readable);
    return study;
  }

  private Origins origins() {
    List<Item> named =
        Stream.of(StudyKeys.MODEL, StudyKeys.GRID)
            .flatMap(key -> fields.find(key).stream())
            .toList();
    return Origins.of(fields.place(), architectures.places(), named);
  }

  private String resolved(
      DataReader.Declared data, Fields model, Fields training, List<Claim> claims) {
    return ResolvedStudy.write(
        fields
            .with(StudyKeys.DATA, data.completed())
            .with(StudyKeys.MODEL, model.ordered())
            .with(StudyKeys.TRAINING, training.ordered())
            .with(StudyKeys.CLAIMS, words(fields.place(), claims.stream().map(Claim::key)))
            .ordered());
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

  private Tolerance tolerance() {
    TimeLimit limit =
        fields
            .find(StudyKeys.TRIAL_TIMEOUT)
            .map(item -> Fields.number(item, NumberDomain.positive()))
            .map(seconds -> new TimeLimit(seconds.doubleValue()))
            .orElseGet(TimeLimit::none);
    Tolerance tolerance = new Tolerance(limit, OptionalDouble.empty());
    return fields
        .find(StudyKeys.MAX_FAILED_FRACTION)
        .map(item -> Fields.number(item, NumberDomain.between(0, 1)))
        .map(share -> tolerance.tolerating(share.doubleValue()))
        .orElse(tolerance);
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

  /**
   * Returns the claims that are listed, or else all that the cells vary a knob for and whose number
   * is taken.
   */
  private List<Claim> claims(List<Model> cells, MetricSet metrics) {
    Optional<Item> given = fields.find(StudyKeys.CLAIMS);
    if (given.isEmpty()) {
      return Claim.testableOn(cells).stream().filter(claim -> isTaken(claim, metrics)).toList();
    }
    Set<Claim> claims = EnumSet.noneOf(Claim.class);
    for (Item item : Fields.list(given.get(), "a list of claims")) {
      Claim claim = claim(item);
      if (!claims.add(claim)) {
        throw StudyErrors.repeatedValue(item, AxisValue.of(claim.key()));
      }
      if (!claim.isTestableOn(cells)) {
        throw StudyErrors.knobNeverTurned(item, claim);
      }
    }
    return List.copyOf(claims);
  }

  private static boolean isTaken(Claim claim, MetricSet metrics) {
    return ResultColumns.family(claim.measure().column()).map(metrics::contains).orElse(true);
  }

  private static Claim claim(Item item) {
    String key = item instanceof Item.Scalar scalar ? scalar.text() : "";
    return Claim.named(List.of(key)).stream()
        .findFirst()
        .orElseThrow(() -> StudyErrors.unknownClaim(item, Arrays.stream(Claim.values()).toList()));
  }

  private Fields trainingFields() {
    return Fields.of(fields.require(StudyKeys.TRAINING), TRAINING_KEYS)
        .orElse("batch", "128")
        .orElse("learning_rate", "0.001");
  }

  private static int batch(Fields training) {
    return training.whole("batch", 1, Integer.MAX_VALUE);
  }

  private static Training training(Fields training, DataReader.Declared data) {
    int epochs = training.whole("epochs", 1, Integer.MAX_VALUE);
    int batch = batch(training);
    OptionalLong most = data.mostTraining();
    if (most.isPresent() && batch > most.getAsLong()) {
      throw StudyErrors.batchTooLarge(training.require("batch"), most.getAsLong());
    }
    double rate = training.number("learning_rate", NumberDomain.positive()).doubleValue();
    return new Training(epochs, batch, rate);
  }

  private Block grid() {
    return fields
        .find(StudyKeys.GRID)
        .map(item -> new GridReader(axes).read(item))
        .orElseGet(() -> new Block.Product(List.of()));
  }

  /** Returns {@code model} with defaults for the axes that neither it nor every cell sets. */
  private Fields modelFields(Block grid) {
    Item none = new Item.Mapping(fields.place(), List.of());
    Fields model = Fields.of(fields.find(StudyKeys.MODEL).orElse(none), Axis.keys());
    for (Axis axis : Axis.values()) {
      Optional<Item> given = model.find(axis.key());
      if (grid.axesOfAll().contains(axis)) {
        if (given.isPresent()) {
          throw StudyErrors.valueNeverUsed(given.get(), axis);
        }
      } else if (given.isEmpty()) {
        Place place = model.place();
        String standard =
            axis.standard().orElseThrow(() -> StudyErrors.axisWithoutValue(place, axis));
        model = model.orElse(axis.key(), standard);
      }
    }
    return model;
  }

  private List<Model> cells(Block grid, Fields model, long most) {
    Place place = fields.find(StudyKeys.GRID).map(Item::place).orElse(fields.place());
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
    checkWork(place, grid, exclusions);
    List<Model> models =
        new Expansion(grid, place, standard(model), architectures).models(where, exclusions, most);
    if (models.isEmpty()) {
      Optional<Item> limit = fields.find(StudyKeys.WHERE).or(() -> fields.find(StudyKeys.EXCLUDE));
      throw StudyErrors.nothingRemains(limit.map(Item::place).orElse(place), grid.size());
    }
    return models;
  }

  /** Refuses what would be tried for hours. */
  private void checkWork(Place place, Block grid, Exclusions exclusions) {
    long tried =
        (long) exclusions.size()
            + fields
                .find(StudyKeys.WHERE)
                .map(item -> ConditionTokens.of((Item.Scalar) item).size())
                .orElse(0);
    if (tried * grid.size() > MOST_WORK) {
      throw ConditionErrors.tooMuchToTry(place, grid.size(), tried, MOST_WORK);
    }
  }

  private Cell standard(Fields model) {
    Map<Axis, AxisValue> values = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      model.find(axis.key()).ifPresent(item -> values.put(axis, axes.value(axis, item)));
    }
    return new Cell(values);
  }

  private static void checkLikelihood(List<Model> cells, DataReader.Declared data) {
    if (data.isInUnitRange()) {
      return;
    }
    if (cells.stream().anyMatch(cell -> cell.likelihood() == Likelihood.BERNOULLI)) {
      throw StudyErrors.bernoulliOutsideUnitRange(
          data.completed().find("source").orElse(data.completed()).place(), data.source().key());
    }
  }

  private static void checkFiles(DataReader.Declared data, Predicate<String> readable) {
    for (DataReader.Needed file : data.files()) {
      if (file.names().stream().noneMatch(readable)) {
        throw StudyErrors.missingFile(file.item().place(), file.names().get(0));
      }
    }
  }

  private static Item unaskedMetrics(Place place) {
    return words(
        place,
        Arrays.stream(MetricFamily.values())
            .filter(MetricFamily::isTakenUnasked)
            .map(MetricFamily::key));
  }

  private static Item words(Place place, Stream<String> words) {
    return new Item.Sequence(
        place, words.<Item>map(word -> Item.Scalar.implied(place, word)).toList());
  }
}
