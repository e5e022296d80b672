package org.harmonicsweep.jobs.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.sweeps.plan.CostModel;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.TimeLimit;

/** A plan in words. */
final class PlanText {
  /** So many values of an axis are listed before the rest is only counted. */
  private static final int VALUES = 12;

  private PlanText() {}

  static List<String> lines(SweepPlan plan, List<Cohort> cohorts, int slots) {
    Study study = plan.study();
    double seconds = cohorts.stream().mapToDouble(Cohort::predictedSeconds).sum();
    List<String> lines = new ArrayList<>();
    lines.add(study.name() + (study.question().isEmpty() ? "" : ": " + study.question()));
    lines.add("");
    lines.add(
        line(
            "data",
            "%s, %d features, %d training and %d held-out samples"
                .formatted(
                    study.data().key(),
                    plan.data().features(),
                    plan.data().trainingSamples(),
                    plan.data().testSamples())));
    lines.addAll(axes(study.cells()));
    lines.add(line("replicates", replicates(study)));
    lines.add("");
    lines.add(
        line(
            "plan", "%d cells, %d trials".formatted(study.cellsOnEngines(), plan.trials().size())));
    lines.add(
        line(
            "cost",
            "about %s of one core, so %s on %d cores, in %d cohorts"
                .formatted(
                    Words.duration(seconds),
                    Words.duration(seconds / Math.min(slots, cohorts.size())),
                    slots,
                    cohorts.size())));
    lines.add(line("digest", plan.digest()));
    return lines;
  }

  /** Returns what to say of trials that will probably reach the study's time. */
  static Optional<String> warning(SweepPlan plan) {
    TimeLimit limit = plan.study().tolerance().timeLimit();
    DoubleSummaryStatistics late =
        plan.trials().stream()
            .mapToDouble(CostModel::seconds)
            .filter(seconds -> seconds > limit.seconds())
            .summaryStatistics();
    return late.getCount() == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d trials are predicted to take longer than the %s, up to %s"
                .formatted(
                    late.getCount(), plan.trials().size(), limit, Words.duration(late.getMax())));
  }

  private static String replicates(Study study) {
    return study
        .replication()
        .match(
            fixed -> String.valueOf(fixed.count()),
            rule ->
                "%d to %d, until %s is known to ± %s%s"
                    .formatted(
                        rule.min(),
                        rule.max(),
                        rule.until().metric(),
                        rule.until().isRelative()
                            ? Words.number(100 * rule.until().halfWidth()) + " %"
                            : Words.number(rule.until().halfWidth()),
                        rule.budget().isPresent()
                            ? ", at most %d trials in all".formatted(rule.budget().getAsInt())
                            : ""));
  }

  private static List<String> axes(List<Model> cells) {
    return List.of(
        axis("architecture", cells, model -> model.architecture().name()),
        axis("latent", cells, model -> String.valueOf(model.latent())),
        axis("likelihood", cells, model -> model.likelihood().key()),
        axis(
            "encoder_variance",
            cells,
            model -> model.encoderVariance().match(Words::number, () -> "learned")),
        axis("kl_weight", cells, model -> Words.number(model.klWeight())),
        axis("input_noise", cells, model -> Words.number(model.inputNoise().standardDeviation())));
  }

  private static String axis(String name, List<Model> cells, Function<Model, String> value) {
    List<String> values = cells.stream().map(value).distinct().toList();
    String listed = values.stream().limit(VALUES).collect(joining(", "));
    int more = values.size() - VALUES;
    return line(name, more > 0 ? listed + " and %d more".formatted(more) : listed);
  }

  private static String line(String name, Object text) {
    return "  %-18s%s".formatted(name, text);
  }
}
