package org.harmonicsweep.jobs.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.store.Bundle.Content;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.PublishTask.Share;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultDocument;

/**
 * Makes of a study's results the bundle that is archived with a paper.
 *
 * <pre>
 * README.md      what it is, and how to check and to ask it
 * trials/        the current rows in few large files, sorted by trial_id
 * provenance/    where, when and how fast each row was made
 * plan.parquet plan.json study.yaml   as in the result directory
 * columns.md     name, type, unit and meaning of every column
 * SHA256SUMS     of all the files above
 * </pre>
 *
 * <p>The bundle appears under its name when it is whole; on an object store, which cannot rename a
 * directory at once, it is whole when it has its {@code SHA256SUMS}. Its table is the same, byte
 * for byte, however often the study was interrupted, and wherever it ran; of engines that are not
 * exact, whenever the same parts are published.
 */
public final class Publication {
  private static final int TRIAL_AT = ResultColumns.position("trial_id").orElseThrow();

  private final JavaSparkContext spark;
  private final Configuration configuration;
  private final FileSize fileSize;

  /** Creates a publication on a Spark session, whose executors sort the rows. */
  public Publication(JavaSparkContext spark) {
    this(spark, FileSize.STANDARD);
  }

  Publication(JavaSparkContext spark, FileSize fileSize) {
    this.spark = spark;
    this.configuration = spark.hadoopConfiguration();
    this.fileSize = fileSize;
  }

  /** Whether a study may be published that lacks rows. */
  public enum Completeness {
    /** Each trial of the plan has a row, and no part is damaged. */
    WHOLE,
    /** What is there. */
    PARTIAL
  }

  /**
   * Publishes the current rows of a study.
   *
   * @param bundle directory that does not exist yet
   * @throws JobException if there is such a directory, if nothing is to be published, or if rows
   *     are missing that are asked for
   */
  public Bundle publish(ResultDirectory results, String bundle, Completeness completeness) {
    Storage storage = new Storage(configuration);
    Content content = content(results, completeness);
    Path target = ResultDirectory.path(bundle);
    Path hidden = new Path(target.getParent(), "_" + target.getName() + "." + UUID.randomUUID());
    try {
      if (storage.exists(target)) {
        throw JobErrors.bundleExists(bundle);
      }
      Path place = storage.appearsOnClose(target) ? target : hidden;
      List<PublishedFile> files = written(storage, results, content, place);
      if (place.equals(hidden)) {
        rename(storage, hidden, target);
      }
      return new Bundle(
          bundle, content.rows().size(), content.missing().size(), content.settled(), files);
    } catch (IOException e) {
      throw JobErrors.fileSystem(bundle, e);
    }
  }

  private static void rename(Storage storage, Path hidden, Path target) throws IOException {
    try {
      storage.publish(hidden, target);
    } finally {
      storage.discard(hidden);
    }
  }

  /** Writes all files or none; the checksums last, so that where they are the bundle is whole. */
  private List<PublishedFile> written(
      Storage storage, ResultDirectory results, Content content, Path place) throws IOException {
    boolean isWhole = false;
    try {
      List<PublishedFile> files = tables(results, content, storage.qualified(place));
      files.addAll(documents(results, content, place));
      files.add(written(storage, place, "SHA256SUMS", Checksums.lines(files)));
      isWhole = true;
      return files;
    } finally {
      if (!isWhole) {
        storage.discard(place);
      }
    }
  }

  private static Content content(ResultDirectory results, Completeness completeness) {
    Ledger ledger = results.verifiedLedger();
    if (completeness == Completeness.WHOLE && !ledger.unreadable().isEmpty()) {
      throw JobErrors.damaged(results.display(), ledger.unreadable());
    }
    List<String> planned = results.plannedTrials();
    Map<String, Entry> current =
        ledger.current(results.plan().measurement()).stream()
            .collect(toMap(Entry::trial, entry -> entry));
    List<String> missing = planned.stream().filter(id -> !current.containsKey(id)).toList();
    if (completeness == Completeness.WHOLE && !missing.isEmpty()) {
      throw JobErrors.notWhole(results.display(), missing, planned.size());
    }
    current.keySet().retainAll(Set.copyOf(planned));
    if (current.isEmpty()) {
      throw JobErrors.nothingToPublish(results.display());
    }
    List<Entry> rows =
        current.values().stream().sorted(Comparator.comparing(Entry::trial)).toList();
    return new Content(rows, missing, ledger.settledAmong(rows));
  }

  private List<PublishedFile> tables(ResultDirectory results, Content content, Path bundle)
      throws IOException {
    Storage storage = new Storage(configuration);
    for (PublishedTable table : PublishedTable.values()) {
      storage.makeDirectory(new Path(bundle, table.directory()));
    }
    List<Share> shares =
        content.rows().stream()
            .collect(groupingBy(Entry::part, TreeMap::new, toList()))
            .values()
            .stream()
            .map(Share::of)
            .toList();
    int rows = fileSize.rows(content.rows(), results.trials(), new PartReader(configuration));
    IdRanges ranges = IdRanges.of(content.rows().stream().map(Entry::trial).toList(), rows);
    PublishTask task = new PublishTask(results.trials(), bundle, configuration);
    return new ArrayList<>(
        spark
            .parallelize(shares, Math.min(shares.size(), 4 * spark.defaultParallelism()))
            .flatMap(task::rows)
            .keyBy(row -> (String) row.get(TRIAL_AT))
            .repartitionAndSortWithinPartitions(ranges)
            .values()
            .mapPartitionsWithIndex(task::write, true)
            .collect());
  }

  private List<PublishedFile> documents(ResultDirectory results, Content content, Path bundle)
      throws IOException {
    Storage storage = new Storage(configuration);
    Map<String, byte[]> documents = new TreeMap<>();
    for (String name : List.of("study.yaml", "plan.json", "plan.parquet")) {
      documents.put(name, storage.read(new Path(results.path(), name)));
    }
    documents.put("columns.md", ResultDocument.markdown().getBytes(UTF_8));
    documents.put("README.md", BundleReadme.text(results.plan(), content).getBytes(UTF_8));
    List<PublishedFile> files = new ArrayList<>();
    for (Map.Entry<String, byte[]> document : documents.entrySet()) {
      files.add(written(storage, bundle, document.getKey(), document.getValue()));
    }
    return files;
  }

  private static PublishedFile written(Storage storage, Path bundle, String name, byte[] bytes)
      throws IOException {
    storage.write(new Path(bundle, name), bytes);
    return new PublishedFile(name, bytes.length, Checksums.of(bytes));
  }
}
