package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.results.ResultColumns;

/**
 * Reads {@code replicates}: a number, or the precision up to which there are more.
 *
 * @param metrics that the study takes
 */
record ReplicationReader(MetricSet metrics) {
  private static final int MOST_REPLICATES = 100_000;
  private static final String MIN = "min";
  private static final String MAX = "max";
  private static final String UNTIL = "until";
  private static final String BUDGET = "budget";
  private static final String METRIC = "metric";
  private static final String HALF_WIDTH = "half_width";

  Replication read(Item item) {
    if (!(item instanceof Item.Mapping)) {
      return Replication.times(
          Fields.number(item, NumberDomain.wholeBetween(1, MOST_REPLICATES)).intValueExact());
    }
    Fields fields = Fields.of(item, List.of(MIN, MAX, UNTIL, BUDGET));
    int min = fields.whole(MIN, 2, MOST_REPLICATES);
    int max = fields.whole(MAX, min, MOST_REPLICATES);
    Precision until = precision(Fields.of(fields.require(UNTIL), List.of(METRIC, HALF_WIDTH)));
    OptionalInt budget =
        fields.find(BUDGET).isPresent()
            ? OptionalInt.of(fields.whole(BUDGET, 1, SweepReader.MOST_TRIALS))
            : OptionalInt.empty();
    return new Replication.UntilPrecise(min, max, until, budget);
  }

  /** Refuses a budget that does not even cover the first replicates of all cells. */
  static void checkBudget(Item item, Replication replication, int cells) {
    replication.match(
        fixed -> fixed,
        adaptive -> {
          long first = (long) adaptive.min() * cells;
          if (adaptive.budget().orElse(Integer.MAX_VALUE) < first) {
            throw StudyErrors.budgetTooSmall(
                ((Item.Mapping) item).find(BUDGET).orElse(item), first);
          }
          return adaptive;
        });
  }

  private Precision precision(Fields fields) {
    Item metric = fields.require(METRIC);
    String name = Fields.word(metric, ResultColumns.measured());
    Optional<MetricFamily> family = ResultColumns.family(name);
    if (family.isPresent() && !metrics.contains(family.get())) {
      throw StudyErrors.metricNotTaken(metric, family.get());
    }
    Item width = fields.require(HALF_WIDTH);
    boolean relative = width instanceof Item.Scalar scalar && scalar.text().endsWith("%");
    double value =
        relative
            ? share((Item.Scalar) width)
            : Fields.number(width, NumberDomain.positive()).doubleValue();
    return new Precision(name, value, relative);
  }

  private static double share(Item.Scalar width) {
    String percent = width.text().substring(0, width.text().length() - 1).strip();
    return Item.Scalar.number(percent)
        .filter(NumberDomain.positive()::contains)
        .map(number -> number.divide(BigDecimal.valueOf(100)).doubleValue())
        .orElseThrow(
            () -> StudyErrors.notAllowed(width, "a number above 0, or one with %, such as 10%"));
  }
}
