package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the values of axes, written out or generated. */
final class AxisReader {
  static final String VALUES = "values";
  static final String LINSPACE = "linspace";
  static final String LOG10 = "log10";
  static final String RANGE = "range";

  private static final String COUNT = "count";
  private static final String STEP = "step";
  private static final List<String> FORMS = List.of(VALUES, LINSPACE, LOG10, RANGE);
  private static final List<String> KEYS = List.of(VALUES, LINSPACE, LOG10, RANGE, COUNT, STEP);
  private static final int LONGEST = 10_000;
  private static final NumberDomain EXPONENT = NumberDomain.between(-300, 300);
  private static final NumberDomain ANY = NumberDomain.any();

  private final ArchitectureCatalogue architectures;

  AxisReader(ArchitectureCatalogue architectures) {
    this.architectures = architectures;
  }

  /** Returns the values of an axis of a grid, none twice, at least one. */
  List<AxisValue> values(Axis axis, Item item) {
    if (item instanceof Item.Sequence sequence) {
      return listed(axis, sequence);
    }
    if (!(item instanceof Item.Mapping)) {
      throw StudyErrors.noAxis(item);
    }
    Fields fields = Fields.of(item, KEYS);
    List<String> forms = FORMS.stream().filter(form -> fields.find(form).isPresent()).toList();
    if (forms.size() != 1) {
      throw StudyErrors.axisForm(item, forms);
    }
    String form = forms.get(0);
    if (form.equals(VALUES)) {
      Fields.of(item, List.of(VALUES));
      return listed(axis, fields.require(VALUES));
    }
    return generated(axis, form, item);
  }

  /** Returns one value of an axis. */
  AxisValue value(Axis axis, Item item) {
    if (axis.takesNames()) {
      return AxisValue.of(architectures.require(item).name());
    }
    if (item instanceof Item.Scalar scalar) {
      if (axis.words().contains(scalar.text())) {
        return AxisValue.of(scalar.text());
      }
      if (axis.numbers().isPresent() && scalar.number().isPresent()) {
        return checked(axis, AxisValue.of(scalar.number().get()), item);
      }
    }
    if (axis.numbers().isEmpty()) {
      throw StudyErrors.unknownWord(item, axis.words());
    }
    throw StudyErrors.noValueOf(axis, item);
  }

  private List<AxisValue> listed(Axis axis, Item item) {
    List<Item> items = Fields.list(item, "a list of values");
    checkCount(item, items.size());
    Set<Object> seen = new HashSet<>();
    List<AxisValue> values = new ArrayList<>();
    for (Item each : items) {
      AxisValue value = value(axis, each);
      if (!seen.add(value.match(number -> (Object) number.doubleValue(), word -> word))) {
        throw StudyErrors.repeatedValue(each, value);
      }
      values.add(value);
    }
    return List.copyOf(values);
  }

  private List<AxisValue> generated(Axis axis, String form, Item item) {
    if (axis.numbers().isEmpty()) {
      throw StudyErrors.wordsAreListed(item, axis);
    }
    List<BigDecimal> numbers = form.equals(RANGE) ? range(item) : spaced(form, item);
    return numbers.stream().map(number -> checked(axis, AxisValue.of(number), item)).toList();
  }

  /** Decimal arithmetic, so that steps of 0.1 do not drift and both ends are met exactly. */
  private static List<BigDecimal> spaced(String form, Item item) {
    Fields fields = Fields.of(item, List.of(form, COUNT));
    List<BigDecimal> ends = ends(fields.require(form), form.equals(LOG10) ? EXPONENT : ANY);
    int count = fields.whole(COUNT, 2, LONGEST);
    BigDecimal from = ends.get(0);
    BigDecimal width = ends.get(1).subtract(from, MathContext.DECIMAL128);
    BigDecimal gaps = BigDecimal.valueOf(count - 1L);
    return IntStream.range(0, count)
        .mapToObj(BigDecimal::valueOf)
        .map(i -> width.multiply(i).divide(gaps, MathContext.DECIMAL128))
        .map(offset -> from.add(offset, MathContext.DECIMAL128))
        .map(number -> form.equals(LOG10) ? powerOfTen(number) : number)
        .toList();
  }

  private static List<BigDecimal> range(Item item) {
    Fields fields = Fields.of(item, List.of(RANGE, STEP));
    List<BigDecimal> ends = ends(fields.require(RANGE), ANY);
    BigDecimal step = fields.number(STEP, ANY);
    BigDecimal width = ends.get(1).subtract(ends.get(0));
    if (step.signum() != width.signum()) {
      throw StudyErrors.stepLeadsAway(fields.require(STEP), ends.get(0), ends.get(1));
    }
    BigDecimal steps = width.divide(step, 0, RoundingMode.FLOOR);
    if (steps.compareTo(BigDecimal.valueOf(LONGEST)) >= 0) {
      throw StudyErrors.tooManyValues(item, LONGEST);
    }
    return IntStream.rangeClosed(0, steps.intValueExact())
        .mapToObj(i -> ends.get(0).add(step.multiply(BigDecimal.valueOf(i))))
        .toList();
  }

  private static List<BigDecimal> ends(Item item, NumberDomain domain) {
    List<Item> ends = Fields.list(item, "a list of two numbers, [first, last]");
    if (ends.size() != 2) {
      throw StudyErrors.notTwoEnds(item, ends.size());
    }
    BigDecimal first = Fields.number(ends.get(0), domain);
    BigDecimal last = Fields.number(ends.get(1), domain);
    if (first.compareTo(last) == 0) {
      throw StudyErrors.equalEnds(item, first);
    }
    return List.of(first, last);
  }

  private static BigDecimal powerOfTen(BigDecimal exponent) {
    BigDecimal stripped = exponent.stripTrailingZeros();
    return stripped.scale() <= 0
        ? BigDecimal.ONE.scaleByPowerOfTen(stripped.intValueExact())
        : BigDecimal.valueOf(StrictMath.pow(10, exponent.doubleValue()));
  }

  private static AxisValue checked(Axis axis, AxisValue value, Item item) {
    boolean allowed =
        value.number().flatMap(n -> axis.numbers().map(d -> d.contains(n))).orElse(true);
    if (!allowed) {
      throw StudyErrors.valueOutside(item, axis, value);
    }
    return value;
  }

  private static void checkCount(Item item, int count) {
    if (count == 0) {
      throw StudyErrors.emptyAxis(item);
    }
    if (count > LONGEST) {
      throw StudyErrors.tooManyValues(item, LONGEST);
    }
  }
}
