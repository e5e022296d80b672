package org.harmonicsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowDigestTest {
  private static final Set<String> LEFT_OUT =
      Set.of("row_digest", "study", "plan_digest", "architecture", "provenance");

  static Stream<String> columns() {
    return ResultColumns.all().stream().map(Column::name);
  }

  @ParameterizedTest
  @MethodSource("columns")
  void changingAColumnChangesTheDigestUnlessItIsLeftOut(String column) {
    TrialRow row = SampleResults.row();
    TrialRow changed = with(row, column, "something else");
    assertThat(RowDigest.of(changed).equals(RowDigest.of(row)))
        .isEqualTo(LEFT_OUT.contains(column));
  }

  @Test
  void rowCarriesItsOwnDigest() {
    TrialRow row = SampleResults.row();
    assertThat(row.text("row_digest")).hasValue(RowDigest.of(row));
  }

  @Test
  void sameTrialInAnotherStudyOnAnotherMachineIsTheSameRow() {
    TrialResult elsewhere =
        new TrialResult(SampleResults.trial(), SampleResults.completed(), 9, 9, 9);
    TrialRow row =
        ResultColumns.row(
            new StudyStamp("other", "q".repeat(64), SampleResults.STAMP.measurement()),
            elsewhere,
            new Provenance(1, 1, 1, "other", "2026-01-01T00:00:00Z", "21", "aarch64/128", 0));
    assertThat(row.text("row_digest")).isEqualTo(SampleResults.row().text("row_digest"));
  }

  @Test
  void lastBitOfANumberAndItsSignCount() {
    TrialRow row = SampleResults.row();
    TrialRow zero = with(row, "test_kl", 0.0);
    Set<String> digests = new HashSet<>();
    digests.add(RowDigest.of(zero));
    digests.add(RowDigest.of(with(row, "test_kl", -0.0)));
    digests.add(RowDigest.of(with(row, "test_kl", Double.MIN_VALUE)));
    digests.add(RowDigest.of(with(row, "test_kl", 0L)));
    assertThat(digests).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failure_message", "curve"})
  void nothingIsNotTheSameAsEmpty(String column) {
    TrialRow row = SampleResults.row();
    Set<String> digests = new HashSet<>();
    digests.add(RowDigest.of(with(row, column, null)));
    digests.add(RowDigest.of(with(row, column, "")));
    digests.add(RowDigest.of(with(row, column, List.of())));
    digests.add(RowDigest.of(with(row, column, List.of(List.of()))));
    assertThat(digests).hasSize(4);
  }

  @Test
  void textCannotPassForAnotherColumn() {
    TrialRow row = SampleResults.row();
    TrialRow joined =
        with(with(row, "failure_class", "a\nfailure_message=t1:b"), "failure_message", null);
    TrialRow apart = with(with(row, "failure_class", "a"), "failure_message", "b");
    assertThat(RowDigest.of(joined)).isNotEqualTo(RowDigest.of(apart));
  }

  @Test
  void digestIsThatOfItsCanonicalText() {
    TrialRow row = new TrialRow(Collections.nCopies(ResultColumns.all().size(), null));
    row = with(row, "test_kl", -0.1);
    row = with(row, "latent", 3L);
    row = with(row, "failure_message", "é");
    row = with(row, "spectra", List.of(Arrays.asList(0.5, null)));
    // golden, made elsewhere: SHA-256 of "harmonic-sweep row 1\nfailure_message=t2:é\nlatent=w3;\n
    // spectra=l1:l2:r3fe0000000000000;null;\ntest_kl=rbfb999999999999a;\n"; a change would make
    // every stored row look like another one
    assertThat(RowDigest.of(row))
        .isEqualTo("0ea231e67d682fee2391ae9d87876aa8d03b577ac16f3d49e69556d71ac9face");
  }

  private static TrialRow with(TrialRow row, String column, Object value) {
    List<Object> values = new ArrayList<>(row.values());
    values.set(ResultColumns.position(column).orElseThrow(), value);
    return new TrialRow(values);
  }
}
