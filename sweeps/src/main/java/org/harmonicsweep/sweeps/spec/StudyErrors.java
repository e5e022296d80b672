package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.sweeps.claims.Regime;
import org.harmonicsweep.trial.PlainText;
import org.harmonicsweep.trial.SampleShape;

/**
 * The errors of what a study declares: one line with place, found, allowed and remedy.
 *
 * <p>{@link TextErrors} has those of its text, {@link ConditionErrors} those of {@code where}.
 */
final class StudyErrors {
  private StudyErrors() {}

  static StudyException notAllowed(Item item, String allowed) {
    boolean quotedNumber =
        item instanceof Item.Scalar scalar
            && !scalar.plain()
            && Item.Scalar.number(scalar.text()).isPresent();
    return bad(
        item.place(),
        "found %s, allowed is %s%s",
        item.described(),
        allowed,
        quotedNumber ? "; remove the quotes" : "");
  }

  static StudyException unknownKey(Item.Scalar key, List<String> allowed) {
    return bad(
        key.place(),
        "unknown key %s, allowed are %s%s",
        Shown.quoted(key.text()),
        String.join(", ", allowed),
        meant(key.text(), allowed));
  }

  static StudyException missingKey(Place place, String key) {
    return bad(place, "the key %s is missing; add it", key);
  }

  static StudyException unknownWord(Item item, List<String> allowed) {
    return bad(
        item.place(),
        "found %s, allowed is %s%s",
        item.described(),
        Shown.either(allowed),
        item instanceof Item.Scalar scalar ? meant(scalar.text(), allowed) : "");
  }

  static StudyException repeatedValue(Item item, AxisValue value) {
    return bad(item.place(), "found %s a second time; remove one of the two", value.text());
  }

  static StudyException badStudyName(Item item, int longest) {
    return notAllowed(
        item,
        "a name of lower-case letters, digits and hyphens, such as encoder-variance, of at most "
            + longest
            + " characters");
  }

  static StudyException missingFile(Place place, String path) {
    return new StudyException(
        StudyException.Kind.MISSING_INPUT,
        place
            + ": the file '"
            + PlainText.onOneLine(path)
            + "' cannot be read; check the path and who may read it");
  }

  static StudyException dataTooLarge(Item samples, long features, long most) {
    return bad(
        samples.place(),
        "found %s, but at most %d samples of %d values fit into memory",
        samples.described(),
        most,
        features);
  }

  static StudyException batchTooLarge(Item batch, long most) {
    return bad(
        batch.place(),
        "a batch of %s is never full, only %d samples are left to train on; write a smaller one",
        ((Item.Scalar) batch).text(),
        most);
  }

  static StudyException bernoulliOutsideUnitRange(Place place, String source) {
    return bad(
        place,
        "the data %s leave [0, 1], but some cells have the likelihood bernoulli; use gaussian",
        source);
  }

  static StudyException metricNotTaken(Item metric, MetricFamily family) {
    return bad(
        metric.place(),
        "found %s, but the study does not take the metrics %s; add them under metrics",
        metric.described(),
        family.key());
  }

  static StudyException budgetTooSmall(Item budget, long first) {
    return bad(
        budget.place(),
        "found %s, but the first replicates of all cells are %d trials; allow at least as many",
        budget.described(),
        first);
  }

  // Axes and blocks.

  static StudyException noAxis(Item item) {
    boolean given = item instanceof Item.Scalar scalar && !scalar.isNothing();
    String one = given ? Shown.shortened(((Item.Scalar) item).text()) : "value";
    return bad(
        item.place(),
        "found %s, allowed is a list of values or one of values, linspace, log10, range; "
            + "write [%s], or put a single value under model",
        item.described(),
        one);
  }

  static StudyException axisForm(Item item, List<String> found) {
    return bad(
        item.place(),
        "found %s, allowed is exactly one of values, linspace with count, log10 with count, "
            + "range with step",
        found.isEmpty() ? "none of the four forms of an axis" : String.join(" and ", found));
  }

  static StudyException emptyAxis(Item item) {
    return bad(item.place(), "found an axis without values; give at least one or remove the axis");
  }

  static StudyException tooManyValues(Item item, int most) {
    return bad(item.place(), "found an axis of more than %d values; give fewer", most);
  }

  static StudyException wordsAreListed(Item item, Axis axis) {
    return bad(
        item.place(), "found a range of numbers, allowed is %s; list the values", axis.allowed());
  }

  static StudyException notTwoEnds(Item item, int found) {
    return bad(item.place(), "found %d numbers, allowed are two, [first, last]", found);
  }

  static StudyException equalEnds(Item item, BigDecimal end) {
    return bad(
        item.place(), "both ends are %s; for one value write [value]", AxisValue.of(end).text());
  }

  static StudyException stepLeadsAway(Item step, BigDecimal from, BigDecimal to) {
    return bad(
        step.place(),
        "found %s, which does not lead from %s to %s; give it the sign of their difference",
        step.described(),
        AxisValue.of(from).text(),
        AxisValue.of(to).text());
  }

  static StudyException valueOutside(Item item, Axis axis, AxisValue value) {
    return bad(item.place(), "found the value %s, allowed is %s", value.text(), axis.allowed());
  }

  static StudyException noValueOf(Axis axis, Item item) {
    String word = item instanceof Item.Scalar scalar ? scalar.text() : "";
    return notAllowed(item, axis.allowed() + meant(word, axis.words()));
  }

  static StudyException axisTwice(Place place, Axis axis) {
    return bad(
        place,
        "the axis %s is set twice; a product or zip sets each axis once, use chain to list more",
        axis.key());
  }

  static StudyException emptyBlock(Item item) {
    return bad(item.place(), "found an empty block; give at least one axis or remove the block");
  }

  static StudyException unequalZip(Place place, long first, long other) {
    return bad(
        place,
        "found %d cells where the first block of the zip has %d; make them equally long",
        other,
        first);
  }

  static StudyException tooManyCells(Place place, long most) {
    return bad(place, "the block has more than %d cells; shorten its axes", most);
  }

  static StudyException tooManyTrials(Place place, int most) {
    return bad(place, "the study has more than %d trials; shorten axes or replicates", most);
  }

  static StudyException axisWithoutValue(Place place, Axis axis) {
    return bad(
        place,
        "no value is given for %s, allowed is %s; add it under model or to every block of the grid",
        axis.key(),
        axis.allowed());
  }

  static StudyException valueNeverUsed(Item item, Axis axis) {
    return bad(
        item.place(),
        "every cell of the grid sets %s, so this value is never used; remove one of the two",
        axis.key());
  }

  static StudyException sameTrialTwice(Place place, Cell cell) {
    return bad(place, "the same trial is declared twice (%s); remove one of the two", cell);
  }

  static StudyException sameTrialUnderTwoNames(Place place, Cell first, Cell second) {
    return bad(
        place,
        "two cells train the same model (%s; and %s); exclude or remove one of the two",
        first,
        second);
  }

  static StudyException uselessExclusion(Place place) {
    return bad(place, "this entry excludes no cell of the grid; correct or remove it");
  }

  static StudyException nothingRemains(Place place, long cells) {
    return bad(place, "no cell remains, of %d in the grid; loosen where or exclude", cells);
  }

  static StudyException unknownClaim(Item item, List<Claim> known) {
    String word = item instanceof Item.Scalar scalar ? scalar.text() : "";
    return bad(
        item.place(),
        "found %s, allowed are the %d claims that 'harmonic claims' lists%s",
        item.described(),
        known.size(),
        meant(word, known.stream().map(Claim::key).toList()));
  }

  static StudyException knobNeverTurned(Item item, Claim claim) {
    String cells =
        claim.regime().equals(Regime.ANY)
            ? ""
            : " among cells of a " + claim.regime().key() + " encoder variance";
    return bad(
        item.place(),
        "this claim is about %s, which has no two levels%s in the grid; vary it or remove the claim",
        claim.knob().key(),
        cells);
  }

  // Architectures.

  static StudyException reservedName(Item.Scalar key) {
    return bad(
        key.place(),
        "the name %s is taken by a word of the study language; choose another",
        Shown.quoted(key.text()));
  }

  static StudyException badArchitectureName(Item.Scalar key) {
    return bad(
        key.place(),
        "found the name %s, allowed are lower-case letters, digits, underscores and single hyphens, "
            + "a letter first",
        Shown.quoted(key.text()));
  }

  static StudyException unknownArchitecture(Item.Scalar name, List<String> names) {
    return bad(
        name.place(),
        "unknown architecture %s, known are %s, every mlp-LAYERSxWIDTH-ACTIVATION, and those "
            + "written out under architectures%s",
        Shown.quoted(name.text()),
        String.join(", ", names),
        meant(name.text(), names));
  }

  static StudyException unknownActivation(Item.Scalar name, String found, List<String> allowed) {
    return bad(
        name.place(),
        "the architecture %s has the unknown activation %s, allowed are %s%s",
        Shown.quoted(name.text()),
        Shown.quoted(found),
        String.join(", ", allowed),
        meant(found, allowed));
  }

  static StudyException impossibleFamily(Item.Scalar name) {
    return bad(
        name.place(),
        "the architecture %s cannot be built, allowed are 1 to %d layers of 1 to 46340 units",
        Shown.quoted(name.text()),
        LayerReader.MOST_LAYERS);
  }

  static StudyException mirroredEncoder(Item item) {
    return bad(
        item.place(), "found mirror, which only a decoder can be; list the encoder's layers");
  }

  static StudyException activationWithoutLayers(Item item) {
    return bad(
        item.place(),
        "found %s, but there is no hidden layer to apply it to; write linear",
        item.described());
  }

  static StudyException tooManyLayers(Item item, int found) {
    return bad(
        item.place(), "found %d layers, at most %d are allowed", found, LayerReader.MOST_LAYERS);
  }

  static StudyException layerTooLarge(Item item, long before, long width) {
    return bad(
        item.place(),
        "a layer from %d to %d units has more weights than fit into one array; make it narrower",
        before,
        width);
  }

  static StudyException layerForm(Item item, List<String> found) {
    return bad(
        item.place(),
        "found %s, allowed is a width, or exactly one of dense, conv and transposed",
        found.isEmpty() ? "a layer without its kind" : String.join(" and ", found));
  }

  static StudyException outputNotLast(Item item) {
    return bad(
        item.place(),
        "found transposed: output, which only the last layer of a decoder can be; "
            + "write a number of channels");
  }

  static StudyException shapeOfOtherSize(Item item, long found, int width) {
    return bad(
        item.place(),
        "found a shape of %d values, allowed is a height, width and channels of %d together",
        found,
        width);
  }

  static StudyException notBelow(Item item, String limit, int size) {
    return notAllowed(item, "a whole number from 0 to %d, below the %s".formatted(size - 1, limit));
  }

  static StudyException impossibleOnData(
      Place place, String architecture, SampleShape data, String reason) {
    return bad(
        place,
        "the architecture %s cannot be built on samples of %s: %s; change its layers",
        Shown.quoted(architecture),
        data,
        reason);
  }

  /** Returns a question after the nearest candidate, or nothing. */
  static String meant(String word, Collection<String> candidates) {
    return Nearest.to(word, candidates).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** Returns the error of a bad study. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library of its own
  static StudyException bad(Place place, String sentence, Object... values) {
    return new StudyException(
        StudyException.Kind.BAD_STUDY, place + ": " + String.format(Locale.ROOT, sentence, values));
  }
}
