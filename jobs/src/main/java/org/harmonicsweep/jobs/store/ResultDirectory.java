package org.harmonicsweep.jobs.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.sweeps.plan.SweepPlan;

/**
 * The directory that holds one study's plan and its rows.
 *
 * <pre>
 * study.yaml     the study with its variables put in
 * plan.json      name, digests and sizes of the plan
 * plan.parquet   one row per trial of the plan, with its parameters
 * trials/        part-&lt;cohort digest&gt;.parquet, each whole
 * trials/_staging/  parts on their way; swept when a run starts
 * failures/      rows of trials that threw and are to be tried again
 * damaged/       parts that could not be read; their trials are computed anew
 * report.html
 * </pre>
 */
public final class ResultDirectory {
  static final String STAGING = "_staging";

  /** Spark takes a path with one of these for a pattern, and would read other directories too. */
  private static final Pattern PATTERN_SIGNS = Pattern.compile("[\\[\\]{}*?\\\\]");

  private static final String PLAN = "plan.json";
  private static final String REPORT = "report.html";
  private static final Set<String> OURS =
      Set.of("study.yaml", PLAN, "plan.parquet", "trials", "failures", "damaged", REPORT);

  private final Configuration configuration;
  private final Storage storage;
  private final Path root;

  private ResultDirectory(Configuration configuration, String directory) {
    this.configuration = configuration;
    this.storage = new Storage(configuration);
    this.root = orRefuse(directory, () -> storage.qualified(path(directory)));
  }

  /**
   * Opens a directory of results.
   *
   * @throws org.harmonicsweep.jobs.JobException if it is none
   */
  public static ResultDirectory open(Configuration configuration, String directory) {
    ResultDirectory results = new ResultDirectory(configuration, directory);
    if (!results.isRecorded()) {
      throw JobErrors.noResults(directory);
    }
    return results;
  }

  /**
   * Makes the directory {@code out/study}, or opens it if it is there.
   *
   * @throws org.harmonicsweep.jobs.JobException if it holds anything else
   */
  public static ResultDirectory create(Configuration configuration, String out, String study) {
    ResultDirectory results =
        new ResultDirectory(configuration, new Path(path(out), study).toString());
    results.refuseIfForeign(study);
    results.run(() -> results.storage.makeDirectory(results.staging()));
    return results;
  }

  /** Returns the directory as a URI. */
  public String path() {
    return root.toString();
  }

  /** Returns the directory as a user would write it: without the scheme where it is local. */
  public String display() {
    return root.toUri().getScheme().equals("file") ? root.toUri().getPath() : root.toString();
  }

  /** Writes down what is to be in the table, replacing an earlier plan. */
  public void record(SweepPlan plan, String version) {
    PlanRecord json =
        new PlanRecord(
            plan.study().name(),
            plan.study().question(),
            plan.digest(),
            plan.measurement(),
            plan.trials().size(),
            plan.study().cellsOnEngines(),
            plan.data().digest(),
            ReplicationRecord.of(plan.study().replication()),
            plan.study().claims().stream().map(Claim::key).toList(),
            version);
    run(
        () -> {
          write("plan.parquet", PlanTable.bytes(plan));
          write("study.yaml", plan.study().resolved().getBytes(UTF_8));
          write(PLAN, mapper().writeValueAsBytes(json)); // last: it makes the directory ours
        });
  }

  /** Writes the report, replacing an earlier one, and returns its path. */
  public String writeReport(String html) {
    run(() -> write(REPORT, html.getBytes(UTF_8)));
    return display() + "/" + REPORT;
  }

  /** Returns what is to be in the table. */
  public PlanRecord plan() {
    Path file = new Path(root, PLAN);
    try {
      return requireNonNull(mapper().readValue(storage.read(file), PlanRecord.class), "it is null");
    } catch (IOException | NullPointerException e) {
      throw JobErrors.brokenPlan(file.toString(), e);
    }
  }

  /** Returns the plan unless it is missing or broken, in which case a run writes it anew. */
  private Optional<PlanRecord> readablePlan() {
    if (!isRecorded()) {
      return Optional.empty();
    }
    try {
      return Optional.of(plan());
    } catch (JobException broken) {
      return Optional.empty();
    }
  }

  /** Returns the ids of the trials of the plan, in its order. */
  public List<String> plannedTrials() {
    Path file = new Path(root, "plan.parquet");
    try {
      return new PartReader(configuration).trials(file);
    } catch (IOException | RuntimeException e) {
      throw JobErrors.brokenPlan(file.toString(), e);
    }
  }

  /**
   * Returns what the parts hold.
   *
   * @throws org.harmonicsweep.jobs.JobException if two rows of a trial differ
   */
  public Ledger ledger() {
    return ledger(new PartReader(configuration)::entries);
  }

  /**
   * Returns what the parts hold, after every byte of them that counts was read and found right.
   *
   * @throws org.harmonicsweep.jobs.JobException if two rows of a trial differ
   */
  public Ledger verifiedLedger() {
    return ledger(new PartReader(configuration)::verifiedEntries);
  }

  private Ledger ledger(Reading reading) {
    List<Path> parts = parts();
    List<Optional<List<Entry>>> read =
        orRefuse(path(), () -> parts.parallelStream().map(part -> entries(reading, part)).toList());
    List<Entry> entries = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i).getName();
      read.get(i).ifPresentOrElse(entries::addAll, () -> unreadable.add(name));
    }
    return Ledger.of(entries, unreadable);
  }

  /**
   * Returns a scalar of each row with a measurement, by the id of its trial; parts that cannot be
   * read are passed over.
   *
   * @param column of numbers; empty for a row that has none
   */
  public Map<String, OptionalDouble> values(String measurement, String column) {
    PartReader reader = new PartReader(configuration);
    Map<String, OptionalDouble> values = new HashMap<>();
    run(
        () -> {
          for (Path part : parts()) {
            readable(() -> reader.values(part, measurement, column))
                .forEach((trial, value) -> values.merge(trial, value, ResultDirectory::known));
          }
        });
    return values;
  }

  /** Of two attempts one may have reached its time, and then has no value. */
  private static OptionalDouble known(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() ? one : other;
  }

  private static <V> Map<String, V> readable(Access<Map<String, V>> values) throws IOException {
    try {
      return values.get();
    } catch (UnreadablePartException e) {
      return Map.of();
    }
  }

  private List<Path> parts() {
    return orRefuse(
        path(), () -> storage.list(trials()).stream().filter(p -> isPart(p.getName())).toList());
  }

  /**
   * Returns if every part can be read.
   *
   * @throws org.harmonicsweep.jobs.JobException otherwise
   */
  public void requireReadable() {
    List<String> unreadable = ledger().unreadable();
    if (!unreadable.isEmpty()) {
      throw JobErrors.damaged(display(), unreadable);
    }
  }

  /** Moves parts that cannot be read out of the way of those who read the table. */
  public void setAsideDamaged(List<String> parts) {
    move(parts, "damaged");
  }

  /** Takes parts out of the table whose trials failed for a reason that will be mended. */
  public void setAsideFailed(List<String> parts) {
    move(parts, "failures");
  }

  /**
   * Removes what dead runs left behind, and side files that other programs made.
   *
   * <p>A live run on the same directory may lose a staging file to this; it then writes it again.
   *
   * @param run whose own files stay
   */
  public void sweep(String run) {
    run(
        () -> {
          for (Path file : storage.list(staging())) {
            if (!file.getName().contains("." + run + ".")) {
              storage.delete(file);
            }
          }
          for (Path file : storage.list(trials())) {
            if (file.getName().endsWith(".crc")) {
              storage.delete(file);
            }
          }
        });
  }

  /** Returns the writer of a run's parts. */
  public PartWriter writer(String run) {
    return new PartWriter(trials(), run, configuration);
  }

  static String partName(String cohort) {
    return "part-" + cohort + ".parquet";
  }

  private static boolean isPart(String name) {
    return name.startsWith("part-") && name.endsWith(".parquet");
  }

  private static Optional<List<Entry>> entries(Reading reading, Path part) {
    try {
      return Optional.of(reading.entries(part));
    } catch (UnreadablePartException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void move(List<String> parts, String directory) {
    if (parts.isEmpty()) {
      return;
    }
    run(
        () -> {
          Path target = new Path(root, directory);
          storage.makeDirectory(target);
          for (String part : parts) {
            storage.replace(new Path(trials(), part), new Path(target, part));
          }
        });
  }

  private boolean isRecorded() {
    return orRefuse(path(), () -> storage.exists(new Path(root, PLAN)));
  }

  private void refuseIfForeign(String study) {
    Optional<PlanRecord> recorded = readablePlan();
    if (recorded.isPresent()) {
      String found = recorded.get().study();
      if (!found.equals(study)) {
        throw JobErrors.otherStudy(display(), found, study);
      }
      return;
    }
    orRefuse(path(), () -> storage.list(root)).stream()
        .map(Path::getName)
        .filter(not(OURS::contains))
        .filter(name -> !name.startsWith("_"))
        .findFirst()
        .ifPresent(
            name -> {
              throw JobErrors.foreignDirectory(display(), name);
            });
  }

  /** Two runs may end together, so each writes under a name of its own. */
  private void write(String name, byte[] bytes) throws IOException {
    Path hidden = new Path(root, "_" + name + "." + UUID.randomUUID());
    storage.rewrite(new Path(root, name), hidden, bytes);
  }

  Path trials() {
    return new Path(root, "trials");
  }

  private Path staging() {
    return new Path(trials(), STAGING);
  }

  static Path path(String text) {
    if (PATTERN_SIGNS.matcher(text).find()) {
      throw JobErrors.patternPath(text);
    }
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw JobErrors.badPath(text, e);
    }
  }

  private static ObjectMapper mapper() {
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }

  @FunctionalInterface
  private interface Access<T> {
    T get() throws IOException;
  }

  @FunctionalInterface
  private interface Reading {
    List<Entry> entries(Path part) throws IOException;
  }

  @FunctionalInterface
  private interface Change {
    void run() throws IOException;
  }

  private void run(Change change) {
    orRefuse(
        path(),
        () -> {
          change.run();
          return true;
        });
  }

  private static <T> T orRefuse(String path, Access<T> access) {
    try {
      return access.get();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // the last: a host that nobody knows, a name that the locale cannot spell
      throw JobErrors.fileSystem(path, e);
    }
  }
}
