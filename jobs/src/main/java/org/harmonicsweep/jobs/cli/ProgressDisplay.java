package org.harmonicsweep.jobs.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.harmonicsweep.jobs.execution.Progress;

/** Shows how far a run is: a bar on a terminal, a line now and then anywhere else. */
final class ProgressDisplay {
  private ProgressDisplay() {}

  @SuppressWarnings("SystemConsoleNull") // that is Java 22; there a log would get a bar
  static Progress.Factory on(PrintWriter err) {
    return System.console() == null ? (study, trials) -> new Lines(err, trials) : Bar::new;
  }

  /** A bar that is drawn over itself: the share of the work that is done, by the forecast. */
  private static final class Bar implements Progress {
    private static final int WHOLE = 100;

    private final long start = System.nanoTime();
    private final long trials;
    private final ProgressBar bar;
    private volatile Duration remaining = Duration.ZERO;

    Bar(String study, long trials) {
      this.trials = trials;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName(study)
              .setInitialMax(WHOLE)
              .setUnit(" %", 1)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(500)
              .setEtaFunction(state -> Optional.of(remaining))
              .build();
    }

    @Override
    public void update(long finished, Duration left) {
      remaining = left;
      double elapsed = System.nanoTime() - start;
      double share = elapsed / (elapsed + Math.max(1, left.toNanos()));
      // a cohort reports when it ends, so the count alone would stand still for long
      bar.stepTo(finished == trials ? WHOLE : Math.min(WHOLE - 1, (long) (WHOLE * share)));
      bar.setExtraMessage("%d of %d trials".formatted(finished, trials));
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Lines for a log: one when something is finished, but not too many. */
  private static final class Lines implements Progress {
    private static final long QUIET_NANOSECONDS = 5_000_000_000L;

    private final PrintWriter err;
    private final long trials;
    private long told;
    private long toldAt = System.nanoTime();

    Lines(PrintWriter err, long trials) {
      this.err = err;
      this.trials = trials;
    }

    @Override
    public void update(long finished, Duration remaining) {
      long now = System.nanoTime();
      boolean last = finished == trials && told < trials;
      if (!last && now - toldAt < QUIET_NANOSECONDS) {
        return;
      }
      told = finished;
      toldAt = now;
      err.println(
          "%d of %d trials, %d %%, about %s to go"
              .formatted(
                  finished,
                  trials,
                  100 * finished / trials,
                  Words.duration(remaining.toMillis() / 1e3)));
      err.flush();
    }

    @Override
    public void close() {}
  }
}
