package org.harmonicsweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Row.Times OURS = new Row.Times("ours", new double[] {10, 20, 10});
  private static final Row.Times SLOW = new Row.Times("python", new double[] {90, 90, 90});
  private static final Row.Times FAST = new Row.Times("libtorch", new double[] {30, 40, 20});
  private static final Row.Times NONE = new Row.Times("ours", new double[0]);

  @Test
  void csvHasTheFasterTorchAndTheMedianOfTheRatiosRoundByRound() {
    Row row = new Row("W1", OURS, List.of(SLOW, FAST), List.of(), NONE, 5);

    assertThat(row.ratios().orElseThrow()).containsExactly(3, 2, 2);
    assertThat(Table.csv(row)).isEqualTo("W1,10.00,30.00,2.000,0.500,0.500,,");
    assertThat(Table.CSV_HEADER.split(",", -1)).hasSameSizeAs(Table.csv(row).split(",", -1));
  }

  @Test
  void whatWasNotMeasuredIsEmpty() {
    assertThat(Table.csv(new Row("W3", NONE, List.of(FAST), List.of(), NONE, 5)))
        .isEqualTo("W3,,30.00,,,,,");
    assertThat(Table.csv(new Row("W3", OURS, List.of(), List.of(), NONE, Double.NaN)))
        .isEqualTo("W3,10.00,,,,,,");
  }

  @Test
  void columnsOfTheTableAreAligned() {
    String text =
        Table.text(
            List.of(
                new Row("W1", OURS, List.of(SLOW, FAST), List.of(), NONE, 5),
                new Row("W3", NONE, List.of(SLOW, FAST), List.of(), NONE, 5)));

    assertThat(text.lines())
        .containsExactly(
            "workload           ours  python  libtorch  ratio    quartiles  of peak",
            "W1                 10.0    90.0      30.0   2.00  2.00 … 2.50     50 %",
            "W3        not available    90.0      30.0      –            –        –");
  }

  @Test
  void modelsSideBySideAreComparedWithOneAloneOfTheSameRound() {
    Row.Times alone = new Row.Times("alone", new double[] {19, 30, 19});

    assertThat(
            Table.text(List.of(new Row("W1x2", OURS, List.of(FAST), List.of(), alone, 5))).lines())
        .containsExactly(
            "workload  ours  libtorch  ratio    quartiles  of peak  gain    quartiles",
            "W1x2      10.0      30.0   2.00  2.00 … 2.50     50 %  1.90  1.70 … 1.90");
  }

  @Test
  void anotherEngineIsComparedWithOursAndIsNoPyTorch() {
    Row.Times engine = new Row.Times("dl4j", new double[] {20, 20, 25});
    Row row = new Row("W1", OURS, List.of(SLOW, FAST), List.of(engine), NONE, 5);

    assertThat(Table.text(List.of(row)).lines())
        .containsExactly(
            "workload  ours  python  libtorch  ratio    quartiles  of peak  dl4j  dl4j ratio",
            "W1        10.0    90.0      30.0   2.00  2.00 … 2.50     50 %  20.0        2.00");
    assertThat(Table.csv(row)).isEqualTo("W1,10.00,30.00,2.000,0.500,0.500,20.00,2.000");
  }
}
