package org.harmonicsweep.sweeps.plan;

import static java.util.Collections.nCopies;
import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.harmonicsweep.sweeps.spec.Replication.UntilPrecise;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.DataIdentity;

/**
 * Decides how many replicates each cell gets, from the rows that there are.
 *
 * <p>It goes by stages. In the first every cell has its least number. When all trials of a stage
 * have a row, each cell whose interval is still too wide gets more, as many as {@link CellInterval}
 * estimates; under a budget the cells with the widest intervals, measured by what is wanted, come
 * first. A stage follows from the rows of the one before alone, so that the last one depends
 * neither on where a run was stopped nor on what other rows are there.
 */
public final class ReplicatePlanner {
  private final Study study;
  private final DataIdentity data;

  /**
   * Creates the planner of a study.
   *
   * @throws org.harmonicsweep.sweeps.spec.StudyException if an architecture cannot be built on the
   *     data
   */
  public ReplicatePlanner(Study study, DataIdentity data) {
    study.checkBuildable(data.shape());
    this.study = study;
    this.data = data;
  }

  /**
   * How the cells of a study ended that asked for a precision.
   *
   * @param precise cells that are known well enough
   * @param atMost cells that are not, with the greatest number of replicates
   * @param overBudget cells that are not, for which the budget was too small
   * @param unmeasured cells none of whose rows has the metric
   */
  public record Outcome(long precise, long atMost, long overBudget, long unmeasured) {}

  /**
   * Returns the plan of the furthest stage that the rows lead to.
   *
   * @param found the study's metric, if the row has it, for the id of each trial that has a row
   */
  public SweepPlan plan(Map<String, OptionalDouble> found) {
    return study
        .replication()
        .match(
            fixed -> SweepPlan.of(study, data, nCopies(study.cellsOnEngines(), fixed.count())),
            rule -> SweepPlan.of(study, data, lastStage(rule, known(rule, found))));
  }

  /** Returns whether the rows lead to a further stage than a plan's. */
  public boolean wantsMore(SweepPlan plan, Map<String, OptionalDouble> found) {
    return study
        .replication()
        .match(
            fixed -> false,
            rule ->
                lastStage(rule, known(rule, found)).stream().mapToLong(Integer::longValue).sum()
                    > plan.trials().size());
  }

  /** Returns how the cells ended; empty if their number is fixed or trials have no row yet. */
  public Optional<Outcome> outcome(Map<String, OptionalDouble> found) {
    return study
        .replication()
        .match(fixed -> Optional.empty(), rule -> outcome(rule, known(rule, found)));
  }

  /** Returns, for each cell, the values of its replicates up to the first that has no row. */
  private List<List<OptionalDouble>> known(UntilPrecise rule, Map<String, OptionalDouble> found) {
    List<List<OptionalDouble>> known = new ArrayList<>();
    for (int cell = 0; cell < study.cellsOnEngines(); cell++) {
      List<OptionalDouble> values = new ArrayList<>();
      for (int replicate = 0; replicate < rule.max(); replicate++) {
        OptionalDouble value = found.get(study.trial(data, cell, replicate).id().value());
        if (value == null) {
          break;
        }
        values.add(value);
      }
      known.add(values);
    }
    return known;
  }

  private static List<Integer> lastStage(UntilPrecise rule, List<List<OptionalDouble>> known) {
    List<Integer> replicates = nCopies(known.size(), rule.min());
    while (isComplete(replicates, known)) {
      List<Integer> next = nextStage(rule, intervals(rule, replicates, known));
      if (next.equals(replicates)) {
        break;
      }
      replicates = next;
    }
    return replicates;
  }

  private static boolean isComplete(List<Integer> replicates, List<List<OptionalDouble>> known) {
    return IntStream.range(0, known.size())
        .allMatch(cell -> known.get(cell).size() >= replicates.get(cell));
  }

  private static List<CellInterval> intervals(
      UntilPrecise rule, List<Integer> replicates, List<List<OptionalDouble>> known) {
    return IntStream.range(0, known.size())
        .mapToObj(
            cell -> CellInterval.of(known.get(cell).subList(0, replicates.get(cell)), rule.until()))
        .toList();
  }

  private static List<Integer> nextStage(UntilPrecise rule, List<CellInterval> intervals) {
    List<Integer> replicates =
        new ArrayList<>(intervals.stream().map(CellInterval::replicates).toList());
    long left =
        rule.budget().orElse(Integer.MAX_VALUE)
            - replicates.stream().mapToLong(Integer::longValue).sum();
    List<Integer> widestFirst =
        IntStream.range(0, intervals.size())
            .boxed()
            .sorted(comparingDouble(cell -> -intervals.get(cell).excess()))
            .toList();
    for (int cell : widestFirst) {
      CellInterval interval = intervals.get(cell);
      int wanted = Math.min(rule.max(), interval.replicatesWanted());
      int more = (int) Math.min(left, wanted - interval.replicates());
      replicates.set(cell, interval.replicates() + more);
      left -= more;
    }
    return replicates;
  }

  private static Optional<Outcome> outcome(UntilPrecise rule, List<List<OptionalDouble>> known) {
    List<Integer> replicates = lastStage(rule, known);
    if (!isComplete(replicates, known)) {
      return Optional.empty();
    }
    List<CellInterval> cells = intervals(rule, replicates, known);
    List<CellInterval> open = cells.stream().filter(CellInterval::isOpen).toList();
    long atMost = open.stream().filter(cell -> cell.replicates() == rule.max()).count();
    return Optional.of(
        new Outcome(
            cells.stream().filter(CellInterval::isPrecise).count(),
            atMost,
            open.size() - atMost,
            cells.stream().filter(cell -> cell.measured() == 0).count()));
  }
}
