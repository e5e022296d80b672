package org.harmonicsweep.results;

import static java.util.stream.Collectors.toMap;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.experiment.TrialOutcome.Diverged;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.trial.Trial;
import org.jspecify.annotations.Nullable;

/** Every column of the table {@code trials}: schema, rows and documents derive from here. */
public final class ResultColumns {
  /** The column that tells which {@code trial_timeout} a trial reached, in seconds. */
  public static final String FAILURE_TIMEOUT = TrialColumns.FAILURE_TIMEOUT;

  static final String ROW_DIGEST = "row_digest";

  /** All columns but the digest, which is computed from the others. */
  private static final List<Field<RowSource>> FIELDS = fields();

  private static final Column DIGEST =
      new Column(
          ROW_DIGEST,
          ColumnType.TEXT,
          "",
          "SHA-256 over every column that is the same whenever the trial is run again");

  private static final int DIGEST_INDEX = index(FIELDS, "measurement") + 1;

  private static final List<Column> COLUMNS = columns();

  private static final Map<String, Integer> INDEX =
      IntStream.range(0, COLUMNS.size())
          .boxed()
          .collect(toMap(i -> COLUMNS.get(i).name(), Function.identity()));

  /** Among the columns on a trial and its data, those that only its training tells. */
  private static final Set<String> TOLD_BY_TRAINING = Set.of("steps", "weights_digest");

  private static final List<Field<RowSource>> PARAMETER_FIELDS =
      Stream.of(
              TrialColumns.identity(),
              TrialColumns.model(),
              TrialColumns.training(),
              TrialColumns.data())
          .flatMap(List::stream)
          .filter(field -> !TOLD_BY_TRAINING.contains(field.column().name()))
          .toList();

  private static final List<Column> PARAMETERS = Field.columns(PARAMETER_FIELDS);

  /** No measurement of a model: what was asked for, and how it ended. */
  private static final List<Column> GIVEN =
      Stream.of(PARAMETERS, Field.columns(TrialColumns.ending())).flatMap(List::stream).toList();

  private static final Map<String, MetricFamily> FAMILIES =
      Stream.of(
              Map.entry(MetricFamily.SPECTRUM, SpectrumColumns.lines()),
              Map.entry(MetricFamily.SPECTRUM, SpectrumColumns.gaussian()),
              Map.entry(MetricFamily.LIPSCHITZ, LipschitzColumns.brackets()),
              Map.entry(MetricFamily.ROBUSTNESS, RobustnessColumns.scalars()))
          .flatMap(
              family ->
                  family.getValue().stream()
                      .map(field -> Map.entry(field.column().name(), family.getKey())))
          .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

  private ResultColumns() {}

  /**
   * What a row says of the study it was made for.
   *
   * @param study name of the study
   * @param planDigest digest of the plan
   * @param measurement digest of the metric set
   */
  public record StudyStamp(String study, String planDigest, String measurement)
      implements Serializable {}

  /**
   * A measured column and the column that predicts it.
   *
   * @param quantity name of the measured column
   * @param theory name of the predicting column
   */
  public record TheoryPair(String quantity, String theory) {}

  /** Returns the columns, in table order. */
  public static List<Column> all() {
    return COLUMNS;
  }

  /** Returns the row of a result, its digest included. */
  public static TrialRow row(StudyStamp stamp, TrialResult result, Provenance provenance) {
    List<@Nullable Object> values =
        new ArrayList<>(Field.row(FIELDS, new RowSource(stamp, result, provenance)));
    values.add(DIGEST_INDEX, null);
    values.set(DIGEST_INDEX, RowDigest.of(new TrialRow(values)));
    return new TrialRow(values);
  }

  /** Returns the columns that are known before a trial runs, in table order. */
  public static List<Column> parameters() {
    return PARAMETERS;
  }

  /** Returns the values of {@link #parameters()} for a trial that has not run. */
  public static List<@Nullable Object> parameters(StudyStamp stamp, Trial trial) {
    TrialResult nothingYet = new TrialResult(trial, new Diverged(1), 0, 0, 0);
    Provenance nowhere = new Provenance(0, 0, 0, "", "", "", "", 0);
    return Field.row(PARAMETER_FIELDS, new RowSource(stamp, nothingYet, nowhere));
  }

  /** Returns the names of all scalars that were measured, in table order. */
  public static List<String> measured() {
    return COLUMNS.stream()
        .filter(column -> column.type().equals(ColumnType.REAL) && !GIVEN.contains(column))
        .map(Column::name)
        .filter(name -> !name.endsWith(TheoryColumns.SUFFIX))
        .toList();
  }

  /**
   * Returns whether a column says what was asked for, or how it ended, and is the same elsewhere.
   */
  static boolean isGiven(Column column) {
    return GIVEN.contains(column) && RowDigest.isDigested(column.name());
  }

  /** Returns the metrics that a scalar belongs to; empty if every row has it. */
  public static Optional<MetricFamily> family(String column) {
    return Optional.ofNullable(FAMILIES.get(column));
  }

  /** Returns every column that theory predicts, in table order. */
  public static List<TheoryPair> theoryPairs() {
    return COLUMNS.stream()
        .filter(column -> column.name().endsWith(TheoryColumns.SUFFIX))
        .map(column -> new TheoryPair(measured(column.name()), column.name()))
        .toList();
  }

  /** Returns the position of a column in the table. */
  public static Optional<Integer> position(String column) {
    return Optional.ofNullable(INDEX.get(column));
  }

  private static String measured(String theory) {
    return theory.substring(0, theory.length() - TheoryColumns.SUFFIX.length());
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>(Field.columns(FIELDS));
    columns.add(DIGEST_INDEX, DIGEST);
    return List.copyOf(columns);
  }

  private static List<Field<RowSource>> fields() {
    List<Field<RowSource>> fields =
        new ArrayList<>(
            Stream.of(
                    TrialColumns.identity(),
                    TrialColumns.ending(),
                    TrialColumns.model(),
                    TrialColumns.training(),
                    TrialColumns.data(),
                    LossColumns.last(),
                    List.of(TheoryColumns.posteriorVariance()),
                    SpectrumColumns.lines(),
                    SpectrumColumns.gaussian(),
                    LipschitzColumns.brackets(),
                    RobustnessColumns.scalars())
                .flatMap(Collection::stream)
                .toList());
    for (Field<RowSource> prediction : TheoryColumns.predictions()) {
      fields.add(index(fields, measured(prediction.column().name())) + 1, prediction);
    }
    fields.addAll(
        List.of(
            LossColumns.curve(),
            SpectrumColumns.spectra(),
            SpectrumColumns.frequencyMeasures(),
            SpectrumColumns.noiseStability(),
            TheoryColumns.modes(),
            LipschitzColumns.layers(),
            LipschitzColumns.witnesses(),
            RobustnessColumns.stability(),
            RobustnessColumns.damages(),
            RobustnessColumns.margins(),
            ProvenanceColumns.provenance()));
    return List.copyOf(fields);
  }

  private static int index(List<Field<RowSource>> fields, String name) {
    return IntStream.range(0, fields.size())
        .filter(i -> fields.get(i).column().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
