package org.harmonicsweep.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harmonicsweep.bench.Contender.Kind;

/**
 * The measurement: contenders take turns, so that whatever else the machine does hits them alike.
 *
 * <p>Each is warmed up first, for {@link #WARM} seconds and on until two slices agree. Then in
 * every round each takes one slice of about {@link #SLICE} seconds, the first place going round.
 */
final class Rounds {
  /** Seconds of a slice. */
  private static final double SLICE = 0.35;

  /** Least seconds of warm-up: the optimising compiler is done by then. */
  private static final double WARM = 3;

  /** Most seconds of warm-up. */
  private static final double MOST_WARM = 12;

  /** Relative difference of two slices that passes for none. */
  private static final double ALIKE = 0.03;

  private final List<Contender> contenders;
  private final int models;
  private final int rounds;
  private final Optional<FloatingPeak> peak;

  /**
   * @param contenders ours first, others after it, and at the end ours with a single model if more
   *     are trained at once
   * @param models that each of them trains at once, but for the single one
   */
  Rounds(List<Contender> contenders, int models, int rounds) {
    this.contenders = contenders;
    this.models = models;
    this.rounds = rounds;
    this.peak = FloatingPeak.find();
  }

  /** Times one workload; a contender that does not offer it has no times. */
  Row measure(Workload workload) throws IOException, InterruptedException {
    int[] steps = new int[contenders.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = contenders.get(i).offers(workload) ? warm(contenders.get(i), workload) : 0;
    }
    double[][] times = new double[steps.length][rounds];
    double[] peaks = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < steps.length; turn++) {
        int who = (round + turn) % steps.length;
        if (steps[who] > 0) {
          times[who][round] = slice(contenders.get(who), workload, steps[who]);
        }
      }
      peaks[round] = peak.map(FloatingPeak::measure).orElse(Double.NaN);
    }
    Map<Kind, List<Row.Times>> found = new EnumMap<>(Kind.class);
    for (int i = 0; i < steps.length; i++) {
      String name = contenders.get(i).name();
      found
          .computeIfAbsent(contenders.get(i).kind(), kind -> new ArrayList<>())
          .add(steps[i] > 0 ? new Row.Times(name, times[i]) : Row.Times.none(name));
    }
    List<Row.Times> ours = found.getOrDefault(Kind.OURS, List.of());
    String name = workload.name() + (models > 1 ? "x" + models : "");
    double operations = workload.operations() / (Statistics.median(peaks) * models);
    return new Row(
        name,
        ours.get(0),
        found.getOrDefault(Kind.PYTORCH, List.of()),
        found.getOrDefault(Kind.ENGINE, List.of()),
        models > 1 ? ours.get(1) : Row.Times.none("alone"),
        operations * 1e6);
  }

  /** Returns microseconds per step and model. */
  private double slice(Contender contender, Workload workload, int steps)
      throws IOException, InterruptedException {
    return contender.seconds(workload, steps) / steps / contender.models() * 1e6;
  }

  /** Returns the steps of a slice. */
  private int warm(Contender contender, Workload workload)
      throws IOException, InterruptedException {
    int steps = 1;
    double spent = 0;
    double before = 0;
    while (spent < MOST_WARM) {
      double seconds = contender.seconds(workload, steps);
      double each = seconds / steps;
      spent += seconds;
      if (spent > WARM && Math.abs(each - before) < ALIKE * each) {
        break;
      }
      before = each;
      // at most twice as many: the first steps are slow and say little about the others
      steps = (int) Math.max(1, Math.min(2 * steps, Math.ceil(SLICE / each)));
    }
    return steps;
  }
}
