package org.harmonicsweep.jobs;

import static java.util.stream.Collectors.joining;
import static org.harmonicsweep.jobs.ExitCode.BAD_STUDY;
import static org.harmonicsweep.jobs.ExitCode.FAILED;
import static org.harmonicsweep.jobs.ExitCode.MISMATCH;
import static org.harmonicsweep.jobs.ExitCode.MISSING_INPUT;
import static org.harmonicsweep.jobs.ExitCode.STOPPED;
import static org.harmonicsweep.jobs.ExitCode.USAGE;

import java.util.Collection;
import java.util.List;
import org.harmonicsweep.trial.PlainText;

/** Every error of this module that a user can act on. */
public final class JobErrors {
  /** So many ids are shown of those that fit. */
  private static final int SHOWN = 3;

  private JobErrors() {}

  /** A path that no file system understands. */
  public static JobException badPath(String path, Throwable cause) {
    return new JobException(
        USAGE, "'%s' is not a path or URI: %s".formatted(path, PlainText.reason(cause)), cause);
  }

  /** A {@code --set} that is not of the form {@code NAME=VALUE}. */
  public static JobException badSetting(String setting) {
    return new JobException(
        USAGE, "--set %s: expected NAME=VALUE, such as MNIST=/data/mnist".formatted(setting));
  }

  /** A {@code --set} that the study has no use for. */
  public static JobException unusedSetting(String name, Collection<String> known) {
    String allowed =
        known.isEmpty() ? "the study has no variables" : "it has " + String.join(", ", known);
    return new JobException(
        USAGE, "--set %s: the study has no ${%s}; %s".formatted(name, name, allowed));
  }

  /** A study file that is not there. */
  public static JobException missingStudy(String file) {
    return new JobException(MISSING_INPUT, file + ": there is no such study file");
  }

  /** A study file that cannot be read. */
  public static JobException unreadableStudy(String file, Throwable cause) {
    return new JobException(
        MISSING_INPUT,
        "%s: the study cannot be read: %s".formatted(file, PlainText.reason(cause)),
        cause);
  }

  /** A study file that is no text. */
  public static JobException studyIsNoText(String file) {
    return new JobException(BAD_STUDY, file + ":1:1: a study is text in UTF-8, this is not");
  }

  /** An engine that comes in a jar of its own, which is not there. */
  public static JobException missingEngine(String engine) {
    return new JobException(
        MISSING_INPUT,
        "the engine %s is not on the class path: ./harmonic puts it there for a study that names it; with spark-submit give its jars by --jars, see docs/engines.md"
            .formatted(engine));
  }

  /** A directory without results. */
  public static JobException noResults(String directory) {
    return new JobException(
        MISSING_INPUT,
        directory
            + ": no results of a study here (plan.json is missing);"
            + " 'harmonic run STUDY' makes such a directory, by default out/<study>");
  }

  /** A directory that holds something else. */
  public static JobException foreignDirectory(String directory, String entry) {
    return new JobException(
        MISSING_INPUT,
        "%s: holds '%s' but no results of a study; choose another --out"
            .formatted(directory, entry));
  }

  /** A directory that holds the results of another study. */
  public static JobException otherStudy(String directory, String found, String asked) {
    return new JobException(
        MISSING_INPUT,
        "%s: holds the study '%s', not '%s'; choose another --out"
            .formatted(directory, found, asked));
  }

  /** A file of the result directory that cannot be understood. */
  public static JobException brokenPlan(String file, Throwable cause) {
    return new JobException(
        MISSING_INPUT,
        "%s: cannot be read (%s); 'harmonic run' with the study writes it anew"
            .formatted(file, PlainText.reason(cause)),
        cause);
  }

  /** Parts that cannot be read. */
  public static JobException damaged(String directory, Collection<String> parts) {
    return new JobException(
        MISSING_INPUT,
        "%s: %d parts cannot be read (%s); 'harmonic run' with the study computes them anew"
            .formatted(directory, parts.size(), String.join(", ", parts)));
  }

  /** A study that is to be published and has trials without a row. */
  public static JobException notWhole(String directory, List<String> missing, long planned) {
    return new JobException(
        MISSING_INPUT,
        ("%s: %d of %d trials have no row yet, %s%s; run the study again, or publish what is"
                + " there with --partial")
            .formatted(
                directory,
                missing.size(),
                planned,
                missing.stream().limit(SHOWN).collect(joining(", ")),
                missing.size() > SHOWN ? " and more" : ""));
  }

  /** A study without a row that could be published. */
  public static JobException nothingToPublish(String directory) {
    return new JobException(
        MISSING_INPUT, directory + ": no trial of the plan has a row yet; run the study first");
  }

  /** A directory that a bundle is not written over. */
  public static JobException bundleExists(String bundle) {
    return new JobException(
        MISSING_INPUT, bundle + ": is there already; publish to a directory that is not");
  }

  /** A query that Spark does not understand. */
  public static JobException badQuery(Throwable cause, String views) {
    return new JobException(
        USAGE, "the query: %s Views: %s".formatted(PlainText.reason(cause), views), cause);
  }

  /** A file system that refuses. */
  public static JobException fileSystem(String path, Throwable cause) {
    return new JobException(
        MISSING_INPUT,
        "%s: the file system refuses: %s".formatted(path, PlainText.reason(cause)),
        cause);
  }

  /** Two rows of one trial that differ. */
  public static JobException contradiction(String trial, String first, String second) {
    return new JobException(
        MISMATCH,
        ("trial %s has two different rows, in %s and %s: two machines or versions disagree;"
                + " keep the part you trust, remove the other and run again")
            .formatted(trial, first, second));
  }

  /** A path that Spark would take for a pattern. */
  public static JobException patternPath(String path) {
    return new JobException(
        USAGE,
        "'%s' has one of the signs [ ] { } * ? \\, which Spark reads as a pattern; name the directory without"
            .formatted(path));
  }

  /** A job that Spark gave up. */
  public static JobException sparkGaveUp(String reason, Throwable cause) {
    return new JobException(
        FAILED,
        "Spark gave the job up: %s; what is finished is kept, the same command resumes"
            .formatted(reason),
        cause);
  }

  /** Trials without a row after a run that ended well: a defect of ours. */
  public static JobException incomplete(long missing) {
    return new JobException(
        FAILED, "%d trials have no row although the run ended; run again".formatted(missing));
  }

  /** A run that was asked to stop. */
  public static JobException stopped(long finished, long total) {
    return new JobException(
        STOPPED,
        "stopped with %d of %d trials finished; the same command resumes"
            .formatted(finished, total));
  }

  /** A text that is no id of a trial, nor enough of one. */
  public static JobException badTrial(String trial, int fewest) {
    return new JobException(
        USAGE,
        ("'%s' is no trial: expected the trial_id, 64 hexadecimal digits, or its first %d or more;"
                + " harmonic sql DIR \"select trial_id from trials\" lists them")
            .formatted(trial, fewest));
  }

  /** The first digits of more than one trial. */
  public static JobException ambiguousTrial(String prefix, Collection<String> trials) {
    return new JobException(
        USAGE,
        "%d trials begin with %s; give more digits of %s"
            .formatted(
                trials.size(), prefix, trials.stream().limit(SHOWN).collect(joining(" or "))));
  }

  /** A trial without a row. */
  public static JobException unknownTrial(String prefix, String directory) {
    return new JobException(
        MISSING_INPUT,
        ("%s: no row of a trial that begins with %s;"
                + " harmonic sql DIR \"select trial_id from trials\" lists those that have one")
            .formatted(directory, prefix));
  }

  /** A row of a numeric contract that promises other bits than ours. */
  public static JobException otherContract(String trial, String found, String ours) {
    return new JobException(
        MISSING_INPUT,
        ("trial %s was trained under the contract %s and this version trains under %s, which"
                + " promises other bits: reproduce it with the version that made it")
            .formatted(trial, found, ours));
  }

  /** A row that was measured by metrics of other versions. */
  public static JobException otherMetrics(String trial, String measurement) {
    return new JobException(
        MISSING_INPUT,
        ("trial %s was measured by metrics that this version does not have (measurement %s):"
                + " reproduce it with the version that made it, or run the study again")
            .formatted(trial, measurement));
  }

  /** Data that are others than those of a row. */
  public static JobException otherData(String trial, String found, String ours) {
    return new JobException(
        MISSING_INPUT,
        ("the data are not those of trial %s: its data_digest is %s, here it is %s;"
                + " put the files back that study.yaml names")
            .formatted(trial, found, ours));
  }

  /** A trial that the study does not have any more. */
  public static JobException notInStudy(String trial, String file) {
    return new JobException(
        MISSING_INPUT,
        ("%s: trial %s is not among its trials any more; run the study once more as it was,"
                + " or reproduce a trial of today's")
            .formatted(file, trial));
  }

  /** A row that came out otherwise. */
  public static JobException notReproduced(
      String trial, String place, long differing, int columns) {
    return new JobException(
        MISMATCH,
        "row %s is not reproduced: %s differs first, %d of %d columns differ"
            .formatted(trial, place, differing, columns));
  }

  /** A model that came out otherwise, so that the witnesses of its row are those of another. */
  public static JobException otherWeights(String trial) {
    return new JobException(
        MISMATCH,
        ("the weights of trial %s come out otherwise here, so its witnesses cannot be checked;"
                + " 'harmonic reproduce' shows where the two part")
            .formatted(trial));
  }

  /** A lower bound that is not attained where its row says. */
  public static JobException witnessFails(String trial, String network) {
    return new JobException(
        MISMATCH,
        ("trial %s: the Jacobian of the %s at the stored witness does not have the stored norm;"
                + " the row was changed, or 'harmonic reproduce' shows what else differs")
            .formatted(trial, network));
  }

  /** A heap that is too small for a trial. */
  public static JobException smallHeap(String trial, long mebibytes) {
    return new JobException(
        FAILED,
        "trial %s needs more memory than the %d MiB of this JVM; give more, as by HARMONIC_OPTS=-Xmx12g"
            .formatted(trial, mebibytes));
  }
}
