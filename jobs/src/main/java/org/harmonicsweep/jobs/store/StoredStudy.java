package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.store.Ledger.Entry;

/** The study of a result directory and its single rows, read without Spark. */
public final class StoredStudy {
  /** Fewer digits are sooner or later those of two trials. */
  private static final int FEWEST_DIGITS = 6;

  private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{%d,64}".formatted(FEWEST_DIGITS));

  private final Configuration configuration;
  private final ResultDirectory results;

  /** Creates the reader of a directory. */
  public StoredStudy(Configuration configuration, ResultDirectory results) {
    this.configuration = configuration;
    this.results = results;
  }

  /** Returns the name of the file that holds the study with its variables put in. */
  public String file() {
    return results.display() + "/study.yaml";
  }

  /** Returns the study with its variables put in. */
  public byte[] text() {
    try {
      return new Storage(configuration).read(new Path(results.path(), "study.yaml"));
    } catch (IOException e) {
      throw JobErrors.brokenPlan(file(), e);
    }
  }

  /**
   * Returns the row of a trial: the one with the plan's measurement, else one that is superseded.
   *
   * @param prefix the first digits of the trial's id, or all
   * @throws org.harmonicsweep.jobs.JobException if no row or more than one trial has the prefix
   */
  public StoredRow row(String prefix) {
    String digits = prefix.toLowerCase(Locale.ROOT);
    if (!PREFIX.matcher(digits).matches()) {
      throw JobErrors.badTrial(prefix, FEWEST_DIGITS);
    }
    Ledger ledger = results.ledger();
    List<Entry> found =
        ledger.entries().stream().filter(entry -> entry.trial().startsWith(digits)).toList();
    TreeSet<String> trials = found.stream().map(Entry::trial).collect(toCollection(TreeSet::new));
    if (trials.size() > 1) {
      throw JobErrors.ambiguousTrial(prefix, trials);
    }
    if (found.isEmpty()) {
      throw ledger.unreadable().isEmpty()
          ? JobErrors.unknownTrial(prefix, results.display())
          : JobErrors.damaged(results.display(), ledger.unreadable());
    }
    String measurement = results.plan().measurement();
    return read(
        found.stream()
            .filter(entry -> entry.measurement().equals(measurement))
            .findFirst()
            .orElse(found.get(0)));
  }

  private StoredRow read(Entry entry) {
    Path part = new Path(results.trials(), entry.part());
    try {
      return new PartReader(configuration).row(part, entry);
    } catch (UnreadablePartException e) {
      throw JobErrors.damaged(results.display(), List.of(entry.part()));
    } catch (IOException e) {
      throw JobErrors.fileSystem(part.toString(), e);
    }
  }
}
