package org.harmonicsweep.sweeps.plan;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;

/**
 * Groups trials into cohorts of nearly equal cost, but for the last ones.
 *
 * <p>There are some cohorts for every slot, and those that run last are halves and quarters, so
 * that no slot is idle for long at the end, however wrong the predicted costs are; and none takes
 * much longer than half a minute or has more rows, or longer ones, than fit into memory well, so
 * that little is lost with one. Each cohort is one file of the table, and every run reads them all:
 * where there would be too many, they may take up to ten minutes. Trials of one shape stay together
 * where they fill cohorts, because the compiler then has them warm.
 *
 * <p>Within these bounds trials are packed costliest first, each into the cohort that is cheapest
 * so far (Graham, Bounds on multiprocessing timing anomalies, 1969); that the last pieces are small
 * is from Hummel, Schonberg and Flynn (Factoring: a method for scheduling parallel loops, 1992).
 * The result depends on the list of trials and the number of slots only.
 */
public final class CohortPlanner {
  /** Predicted seconds that a cohort of more than one trial never exceeds in a usual study. */
  static final double LONGEST_SECONDS = 30;

  /** Predicted seconds that a cohort of more than one trial never exceeds in any study. */
  static final double LONGEST_SECONDS_OF_MANY = 600;

  /** Cohorts from which on they become longer, not more. */
  static final int MANY = 20_000;

  /** Trials of a cohort at most: a task holds the rows of its own until it writes them. */
  static final int MOST_TRIALS = 10_000;

  /**
   * Epochs of all trials of a cohort together, unless it is a single one; each takes some 220 bytes
   * of a row in memory.
   */
  static final long MOST_EPOCHS = 500_000;

  private static final int COHORTS_PER_SLOT = 4;
  private static final int FEWEST_PER_SLOT = 2;

  /** The last cohorts are this often half as large. */
  private static final int HALVINGS = 2;

  private static final Comparator<Item> COSTLIEST_FIRST =
      comparingDouble(Item::seconds).reversed().thenComparingInt(Item::index);

  private static final Comparator<Bin> CHEAPEST_FIRST =
      comparingDouble(Bin::seconds).thenComparingInt(Bin::number);

  private static final Comparator<Bin> COSTLIEST_BIN_FIRST =
      comparingDouble(Bin::seconds).reversed().thenComparingInt(Bin::first);

  private final int slots;

  /**
   * Creates a planner.
   *
   * @param slots number of tasks that run at once, at least 1
   */
  public CohortPlanner(int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots is " + slots + ", must be at least 1");
    }
    this.slots = slots;
  }

  /**
   * Returns cohorts in which each trial stands exactly once, the costliest cohort first.
   *
   * <p>A trial that many executors train has a cohort of its own; these stand last.
   */
  public List<Cohort> plan(List<Trial> trials) {
    Map<Boolean, List<Trial>> byKind =
        trials.stream().collect(partitioningBy(trial -> trial.engine().isDataParallel()));
    List<Cohort> cohorts = new ArrayList<>(grouped(byKind.getOrDefault(false, List.of())));
    byKind.getOrDefault(true, List.of()).stream()
        .map(trial -> new Cohort(List.of(trial), CostModel.seconds(trial)))
        .forEach(cohorts::add);
    return List.copyOf(cohorts);
  }

  private List<Cohort> grouped(List<Trial> trials) {
    if (trials.isEmpty()) {
      return List.of();
    }
    List<Item> items =
        IntStream.range(0, trials.size())
            .mapToObj(i -> new Item(i, trials.get(i), CostModel.seconds(trials.get(i))))
            .toList();
    double seconds = seconds(items);
    double longest = longest(seconds);
    double target = Math.min(longest, seconds / COHORTS_PER_SLOT / slots);
    long fewest = Math.min(items.size(), (long) FEWEST_PER_SLOT * slots);
    List<Bin> bins = bins(items, target, longest);
    while (bins.size() < fewest) {
      target /= 2;
      bins = bins(items, target, longest);
    }
    return tapered(bins).stream().map(Bin::cohort).toList();
  }

  /** Halves the last bins of full size, one for each slot, then the last ones of half of it. */
  private List<Bin> tapered(List<Bin> bins) {
    List<Bin> tapered = bins.stream().sorted(COSTLIEST_BIN_FIRST).toList();
    double small = bins.stream().filter(Bin::isDivisible).mapToDouble(Bin::seconds).max().orElse(0);
    for (int i = 0; i < HALVINGS; i++) {
      small /= 2;
      tapered = withHalves(tapered, small);
    }
    return tapered;
  }

  private List<Bin> withHalves(List<Bin> bins, double small) {
    List<Bin> large =
        bins.stream().filter(bin -> bin.isDivisible() && bin.seconds() > small).toList();
    Set<Bin> last = new HashSet<>(large.subList(Math.max(0, large.size() - slots), large.size()));
    return bins.stream()
        .flatMap(bin -> last.contains(bin) ? bin.halves() : Stream.of(bin))
        .sorted(COSTLIEST_BIN_FIRST)
        .toList();
  }

  /** Returns the predicted seconds that a cohort of more than one trial may take. */
  static double longest(double allSeconds) {
    return Math.max(LONGEST_SECONDS, Math.min(LONGEST_SECONDS_OF_MANY, allSeconds / MANY));
  }

  /** Returns the bins of each shape that fills one, then those of all other shapes together. */
  private static List<Bin> bins(List<Item> items, double target, double longest) {
    Collection<List<Item>> shapes =
        items.stream()
            .collect(groupingBy(item -> shape(item.trial()), LinkedHashMap::new, toList()))
            .values();
    List<Bin> bins = new ArrayList<>();
    List<Item> rest = new ArrayList<>();
    for (List<Item> shape : shapes) {
      if (seconds(shape) > target) {
        bins.addAll(packed(shape, target, longest));
      } else {
        rest.addAll(shape);
      }
    }
    bins.addAll(packed(rest, target, longest));
    return bins;
  }

  private static Collection<Bin> packed(List<Item> items, double target, double longest) {
    double epochs = items.stream().mapToDouble(Item::epochs).sum();
    double least =
        Math.max(Math.ceil((double) items.size() / MOST_TRIALS), Math.ceil(epochs / MOST_EPOCHS));
    int count = (int) Math.min(items.size(), Math.max(least, Math.ceil(seconds(items) / target)));
    PriorityQueue<Bin> bins = new PriorityQueue<>(CHEAPEST_FIRST);
    for (Item item : items.stream().sorted(COSTLIEST_FIRST).toList()) {
      Bin bin =
          bins.size() < count || !bins.peek().takes(item, longest)
              ? new Bin(bins.size())
              : bins.remove();
      bin.add(item);
      bins.add(bin);
    }
    return bins.stream().sorted(comparingInt(Bin::number)).toList();
  }

  private static double seconds(List<Item> items) {
    return items.stream().mapToDouble(Item::seconds).sum();
  }

  private static String shape(Trial trial) {
    Model model = trial.model();
    return String.join(
        " ",
        trial.engine().key(),
        model.architecture().layers(),
        String.valueOf(model.latent()),
        model.encoderVariance().mode());
  }

  /**
   * A trial to be packed.
   *
   * @param index in the list of trials
   * @param trial itself
   * @param seconds predicted
   */
  private record Item(int index, Trial trial, double seconds) {
    int epochs() {
      return trial.training().epochs();
    }
  }

  /** A cohort that is being filled. */
  private static final class Bin {
    private final int number;
    private final List<Item> items = new ArrayList<>();
    private double seconds;
    private long epochs;

    Bin(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    double seconds() {
      return seconds;
    }

    int first() {
      return items.stream().mapToInt(Item::index).min().orElse(0);
    }

    boolean takes(Item item, double longest) {
      return items.size() < MOST_TRIALS
          && epochs + item.epochs() <= MOST_EPOCHS
          && seconds + item.seconds() <= longest;
    }

    void add(Item item) {
      items.add(item);
      seconds += item.seconds();
      epochs += item.epochs();
    }

    boolean isDivisible() {
      return items.size() > 1;
    }

    /** Returns two bins with every other item each. */
    Stream<Bin> halves() {
      Bin even = new Bin(number);
      Bin odd = new Bin(number);
      for (int i = 0; i < items.size(); i++) {
        (i % 2 == 0 ? even : odd).add(items.get(i));
      }
      return Stream.of(even, odd);
    }

    Cohort cohort() {
      return new Cohort(
          items.stream().sorted(comparingInt(Item::index)).map(Item::trial).toList(), seconds);
    }
  }
}
