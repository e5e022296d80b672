package org.harmonicsweep.results;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.experiment.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowComparisonTest {
  private static final Set<String> ALL =
      ResultColumns.all().stream().map(Column::name).collect(toSet());
  private static final int LEFT_OUT = 4;

  private final TrialRow row = SampleResults.row();

  static Stream<String> columns() {
    return ResultColumns.all().stream()
        .map(Column::name)
        .filter(name -> RowDigest.isDigested(name));
  }

  @Test
  void aRowIsEqualToItself() {
    RowComparison comparison = RowComparison.of(row, SampleResults.row(), ALL);

    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.compared()).isEqualTo(ALL.size() - LEFT_OUT);
  }

  @Test
  void aDivergedAndAFailedRowAreEqualToThemselvesAndNotToEachOther() {
    TrialRow diverged = ended(new TrialOutcome.Diverged(3));
    TrialRow failed = ended(new TrialOutcome.Failed("E", "", "0"));

    assertThat(RowComparison.of(diverged, diverged, ALL).isEqual()).isTrue();
    assertThat(RowComparison.of(failed, failed, ALL).isEqual()).isTrue();
    assertThat(places(RowComparison.of(diverged, failed, ALL)))
        .containsExactly(
            "status",
            "failure_step",
            "failure_class",
            "failure_message",
            "failure_stack_hash",
            "row_digest");
  }

  @ParameterizedTest
  @MethodSource("columns")
  void aValueThatIsMissingIsADifferenceInEveryColumn(String column) {
    TrialRow with = changed(row, column, old -> old == null ? other(column) : null);

    assertThat(places(RowComparison.of(row, with, ALL))).contains(column, "row_digest").hasSize(2);
    assertThat(places(RowComparison.of(with, row, ALL))).contains(column, "row_digest").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"study", "plan_digest", "architecture", "provenance"})
  void labelsAndProvenanceMayDiffer(String column) {
    assertThat(RowComparison.of(row, changed(row, column, old -> null), ALL).isEqual()).isTrue();
  }

  @Test
  void theLastBitOfARealNumberCountsAndIsShown() {
    TrialRow again = changed(row, "test_kl", old -> Math.nextUp((Double) old));

    Difference found = first(again);

    assertThat(found.place()).isEqualTo("test_kl");
    assertThat(found.epoch()).isEmpty();
    double value = row.real("test_kl").orElseThrow();
    long bits = Double.doubleToLongBits(value);
    assertThat(found.stored()).isEqualTo(value + " (0x%016x)".formatted(bits));
    assertThat(found.again()).endsWith("(0x%016x)".formatted(bits + 1));
  }

  @Test
  void zeroHasASign() {
    TrialRow plus = changed(row, "test_kl", old -> 0.0);
    TrialRow minus = changed(row, "test_kl", old -> -0.0);

    assertThat(places(RowComparison.of(plus, minus, ALL))).contains("test_kl");
  }

  @Test
  void textsAndWholeNumbersAreShownAsTheyAre() {
    assertThat(first(changed(row, "latent", old -> 4L)).again()).isEqualTo("4");
    assertThat(first(changed(row, "status", old -> "diverged")).again()).isEqualTo("diverged");
    assertThat(first(changed(row, "status", old -> null)).again()).isEqualTo("null");
  }

  @Test
  void aDifferenceInTheCurveNamesItsEpoch() {
    TrialRow again = changed(row, "curve", curve -> put(curve, 1, e -> put(e, 5, x -> -1.0)));

    Difference found = curve(RowComparison.of(row, again, ALL));

    assertThat(found.place()).isEqualTo("curve[1].test_kl");
    assertThat(found.epoch()).hasValue(2);
    assertThat(found.again()).isEqualTo("-1.0 (0xbff0000000000000)");
  }

  @Test
  void aCurveThatEndsEarlyDiffersFromTheFirstEpochThatIsNotThere() {
    TrialRow again = changed(row, "curve", curve -> ((List<?>) curve).subList(0, 1));

    Difference found = curve(RowComparison.of(row, again, ALL));

    assertThat(found.place()).isEqualTo("curve");
    assertThat(found.epoch()).hasValue(2);
    assertThat(found.again()).isEqualTo("1 items");
  }

  @Test
  void aPlaceInListsOfListsIsTheWayToIt() {
    TrialRow again =
        changed(
            row, "witnesses", all -> put(all, 1, w -> put(w, 2, point -> put(point, 0, x -> 9.5))));

    Difference found = first(again);

    assertThat(found.place()).isEqualTo("witnesses[1].point[0]");
    assertThat(found.epoch()).as("epochs are of the curve").isEmpty();
  }

  @Test
  void theFirstDifferenceStandsFirstAndTheDigestLast() {
    TrialRow again =
        changed(
            changed(row, "weights_digest", old -> "0"),
            "curve",
            curve -> put(curve, 0, e -> put(e, 2, x -> null)));

    assertThat(places(RowComparison.of(row, again, ALL)))
        .containsExactly("weights_digest", "curve[0].training_loss", "row_digest");
  }

  @Test
  void aColumnThatIsNewerThanTheRowIsNotCompared() {
    Set<String> written = ALL.stream().filter(name -> !name.equals("witnesses")).collect(toSet());
    TrialRow older = changed(row, "witnesses", old -> null);

    RowComparison comparison = RowComparison.of(older, row, written);

    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.compared()).isEqualTo(ALL.size() - LEFT_OUT - 1);
  }

  @Test
  void aRowThatDoesNotHaveItsOwnDigestDiffersInThat() {
    TrialRow forged = with(row, "row_digest", "0".repeat(64));

    assertThat(places(RowComparison.of(forged, row, ALL))).containsExactly("row_digest");
  }

  private Difference first(TrialRow again) {
    return RowComparison.of(row, again, ALL).differences().get(0);
  }

  private static List<String> places(RowComparison comparison) {
    return comparison.differences().stream().map(Difference::place).toList();
  }

  private static TrialRow ended(TrialOutcome outcome) {
    return ResultColumns.row(
        SampleResults.STAMP,
        new TrialResult(SampleResults.trial(), outcome, 1, 1, 1),
        SampleResults.PROVENANCE);
  }

  private static Object other(String column) {
    ColumnType type = ResultColumns.all().get(ResultColumns.position(column).orElseThrow()).type();
    return type.match(
        new ColumnType.Cases<Object>(
            () -> "x", () -> 1L, () -> 0.5, element -> List.of(), fields -> List.of()));
  }

  /** Changes a column, and the digest with it. */
  static TrialRow changed(TrialRow row, String column, UnaryOperator<Object> change) {
    TrialRow changed = with(row, column, change.apply(row.value(column).orElse(null)));
    return with(changed, "row_digest", RowDigest.of(changed));
  }

  static Object put(Object list, int item, UnaryOperator<Object> change) {
    List<Object> items = new ArrayList<>((List<?>) list);
    items.set(item, change.apply(items.get(item)));
    return Collections.unmodifiableList(items);
  }

  private static Difference curve(RowComparison comparison) {
    return comparison.differences().stream()
        .filter(Difference::isOfCurve)
        .findFirst()
        .orElseThrow();
  }

  static TrialRow with(TrialRow row, String column, Object value) {
    List<Object> values = new ArrayList<>(row.values());
    values.set(ResultColumns.position(column).orElseThrow(), value);
    return new TrialRow(values);
  }
}
