package org.harmonicsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.harmonicsweep.jobs.reproduction.Reproduction;
import org.harmonicsweep.results.Difference;
import org.harmonicsweep.results.RowAgreement;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.CostModel;
import org.harmonicsweep.trial.Trial;

/** The outcome of a reproduction in words: one line if all went well. */
final class ReproductionText {
  private static final int DIGITS = 12;

  private ReproductionText() {}

  /** Returns the first digits of a digest. */
  static String brief(String digest) {
    return digest.substring(0, DIGITS) + "…";
  }

  /** Returns what is about to happen, and how long it may take. */
  static String start(Trial trial) {
    return "training %s again, about %s"
        .formatted(brief(trial.id().value()), Words.duration(CostModel.seconds(trial)));
  }

  static List<String> lines(Reproduction reproduction) {
    List<String> lines = new ArrayList<>();
    if (reproduction.isReproduced()) {
      lines.add(reproduced(reproduction));
    } else {
      lines.addAll(differing(reproduction));
    }
    reproduction
        .agreement()
        .map(agreement -> engine(reproduction, agreement))
        .ifPresent(lines::add);
    return lines;
  }

  private static String reproduced(Reproduction reproduction) {
    TrialRow row = reproduction.again();
    return "row %s reproduced: %d columns, %s"
        .formatted(brief(row.text("trial_id").orElseThrow()), reproduction.compared(), ending(row));
  }

  /** What stands in the place of equal bits where the engine promises none. */
  private static String engine(Reproduction reproduction, RowAgreement agreement) {
    String name = reproduction.again().text("engine").orElseThrow();
    String bits =
        reproduction.comparison().isEqual()
            ? "here every bit agrees"
            : "%d of %d columns differ in bits"
                .formatted(
                    reproduction.comparison().differences().size(),
                    reproduction.comparison().compared());
    String gap =
        agreement
            .greatest()
            .map(
                found ->
                    "; greatest gap %.1e of %s allowed, in %s"
                        .formatted(found.relative(), found.tolerance(), found.place()))
            .orElse("");
    return line("engine", name + " is not exact: " + bits + gap);
  }

  private static String ending(TrialRow row) {
    return switch (row.text("status").orElseThrow()) {
      case "ok" ->
          "%d epochs, weights %s"
              .formatted(
                  row.list("curve").orElseThrow().size(),
                  brief(row.text("weights_digest").orElseThrow()));
      case "diverged" -> "diverged at step %d".formatted(row.whole("failure_step").orElseThrow());
      default -> "failed with " + row.text("failure_class").orElseThrow();
    };
  }

  private static List<String> differing(Reproduction reproduction) {
    List<String> lines = new ArrayList<>();
    Difference first = reproduction.differences().get(0);
    lines.addAll(place(first));
    Optional<Difference> curve =
        reproduction.differences().stream().filter(Difference::isOfCurve).findFirst();
    curve
        .filter(found -> !found.equals(first))
        .map(ReproductionText::place)
        .ifPresent(lines::addAll);
    lines.add(circumstance("contract", reproduction, row -> row.text("contract")));
    lines.add(circumstance("java", reproduction, row -> row.provenance("java")));
    lines.add(circumstance("processor", reproduction, row -> row.provenance("processor")));
    if (!reproduction.isStoredIntact()) {
      lines.add(
          "the stored row does not have its own row_digest: it was changed after its writing");
    }
    return lines;
  }

  private static List<String> place(Difference found) {
    String where =
        found.place()
            + found.epoch().map(epoch -> ", from epoch %d on".formatted(epoch)).orElse("");
    return List.of(where, line("stored", found.stored()), line("here", found.again()));
  }

  private static String circumstance(
      String name, Reproduction of, Function<TrialRow, Optional<String>> value) {
    String before = value.apply(of.stored().row()).orElse("unknown");
    String here = value.apply(of.again()).orElse("unknown");
    return line(
        name, before.equals(here) ? before + " both times" : before + " stored, " + here + " here");
  }

  private static String line(String name, String text) {
    return "  %-10s%s".formatted(name, text);
  }
}
