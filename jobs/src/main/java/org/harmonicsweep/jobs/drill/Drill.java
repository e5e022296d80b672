package org.harmonicsweep.jobs.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.DrillErrors;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.analysis.Views;
import org.harmonicsweep.jobs.store.Publication;
import org.harmonicsweep.jobs.store.Publication.Completeness;
import org.harmonicsweep.jobs.store.ResultDirectory;

/**
 * Runs a small study undisturbed, then under one fault after another, each time until its table is
 * whole, and compares what is published.
 */
public final class Drill {
  private static final int ROUNDS_PER_ROUND_OF_OTHERS = 10;
  private static final String STUDY = "drill";
  private static final String OUTCOMES = "outcomes";
  private static final String MEMORY = "memory";

  private final SparkSession spark;
  private final LoopbackCluster cluster;
  private final Path directory;
  private final Settings settings;
  private final Consumer<String> told;
  private final Map<String, Reference> references = new HashMap<>();

  /**
   * What is tried.
   *
   * @param faults in the order in which they are tried
   * @param rounds how often the driver is killed; every other fault is tried once, and once more
   *     for each ten
   * @param seed of the moments and places
   */
  public record Settings(List<Fault> faults, int rounds, long seed) {
    public Settings {
      faults = List.copyOf(faults);
      if (rounds < 1) {
        throw new IllegalArgumentException("rounds is " + rounds + ", must be at least 1");
      }
    }

    int rounds(Fault fault) {
      return fault == Fault.DRIVER_KILLED ? rounds : 1 + rounds / ROUNDS_PER_ROUND_OF_OTHERS;
    }
  }

  /** A run that nothing disturbed. */
  private record Reference(TableContent table, Path results, int parts, Duration took) {}

  @FunctionalInterface
  private interface Injection {
    Round into(Scene scene) throws IOException, InterruptedException;
  }

  /**
   * Creates a drill.
   *
   * @param spark a session of this process, to publish and to read what was published
   * @param directory of the drill, which is there
   * @param told is handed a line per step
   */
  public Drill(
      SparkSession spark,
      LoopbackCluster cluster,
      Path directory,
      Settings settings,
      Consumer<String> told) {
    this.spark = spark;
    this.cluster = cluster;
    this.directory = directory;
    this.settings = settings;
    this.told = told;
  }

  /** Tries all faults and returns what they did. */
  public List<Outcome> run() throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Fault fault : settings.faults()) {
      Outcome outcome = outcome(fault);
      told.accept("%s: %s".formatted(fault.key(), outcome.words()));
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private Outcome outcome(Fault fault) throws IOException, InterruptedException {
    Reference reference = reference(study(fault));
    int met = 0;
    double slowest = 0;
    Difference difference = Difference.NONE;
    List<String> complaints = new ArrayList<>(missing(fault, reference));
    String remark = "";
    for (int i = 1; i <= settings.rounds(fault); i++) {
      Scene scene = scene(study(fault), fault.key() + "-" + i, reference.took());
      Files.createDirectories(scene.out());
      String refused = prepared(fault, scene);
      if (!refused.isEmpty()) {
        return Outcome.notTried(fault, refused);
      }
      try {
        Round round = injection(fault, reference).into(scene);
        met += round.met() ? 1 : 0;
        slowest = Math.max(slowest, round.seconds());
        complaints.addAll(round.complaints());
        remark = round.remark();
        difference = difference.plus(compared(scene, reference, complaints));
        told.accept("%s: %.0f s, %s".formatted(scene.name(), round.seconds(), round.remark()));
      } catch (JobException e) {
        complaints.add(scene.name() + ": " + e.getMessage());
        difference = difference.plus(Difference.allLost(reference.table()));
      } finally {
        if (fault == Fault.DISK_FULL) {
          FileFaults.unmount(scene.out());
        }
      }
    }
    return new Outcome(fault, met, difference, slowest, complaints, remark);
  }

  /** Returns why a fault cannot be tried here, or nothing. */
  private static String prepared(Fault fault, Scene scene)
      throws IOException, InterruptedException {
    return switch (fault) {
      case DISK_FULL -> FileFaults.mount(scene.out());
      case CLOCK_SET -> ClockFaults.refused();
      default -> "";
    };
  }

  private static String study(Fault fault) {
    return switch (fault) {
      case TRIALS_DIVERGE, TRIALS_THROW -> OUTCOMES;
      case MEMORY_SHORT -> MEMORY;
      default -> STUDY;
    };
  }

  private static Injection injection(Fault fault, Reference reference) {
    return switch (fault) {
      case DRIVER_KILLED, TRIALS_DIVERGE, TRIALS_THROW ->
          scene -> ProcessFaults.driverKilled(scene, reference.parts());
      case EXECUTOR_KILLED -> ProcessFaults::executorKilled;
      case EXECUTOR_HUNG -> ProcessFaults::executorHung;
      case STRAGGLER -> ProcessFaults::straggler;
      case DISK_FULL -> FileFaults::full;
      case PART_TRUNCATED -> scene -> FileFaults.truncated(scene, reference.results());
      case BIT_FLIPPED -> scene -> FileFaults.flipped(scene, reference.results());
      case TWO_DRIVERS -> ProcessFaults::twoDrivers;
      case CLOCK_BACK -> ProcessFaults::clockBack;
      case CLOCK_SET -> ClockFaults::set;
      case TERMINATED -> ProcessFaults::terminated;
      case MEMORY_SHORT -> TrialFaults::memoryShort;
    };
  }

  /** A study of trials that fail proves nothing where none of them does. */
  private static List<String> missing(Fault fault, Reference reference) {
    String status =
        fault == Fault.TRIALS_DIVERGE ? "diverged" : fault == Fault.TRIALS_THROW ? "failed" : "";
    boolean isThere =
        reference.table().rows().values().stream()
            .anyMatch(rows -> rows.get(0).contains("\"status\":\"" + status));
    return isThere ? List.of() : List.of("no row of the undisturbed run is '" + status + "'");
  }

  private Reference reference(String study) throws IOException, InterruptedException {
    Reference known = references.get(study);
    if (known != null) {
      return known;
    }
    Scene.write(study, directory);
    Scene scene = scene(study, "undisturbed-" + study, Duration.ZERO);
    long start = System.nanoTime();
    Child run = scene.start("run", study.equals(MEMORY) ? TrialFaults.MORE_MEMORY : Map.of());
    if (Scene.end(run) != 0) {
      throw DrillErrors.noReference(run.log().toString());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Reference reference =
        new Reference(published(scene), scene.results(), scene.parts().size(), took);
    told.accept(
        "undisturbed: %s has %d rows after %d s"
            .formatted(study, reference.table().size(), took.toSeconds()));
    references.put(study, reference);
    return reference;
  }

  private Scene scene(String study, String name, Duration typical) {
    return new Scene(
        cluster, study, directory, directory.resolve(name), name, typical, settings.seed());
  }

  private Difference compared(Scene scene, Reference reference, List<String> complaints)
      throws IOException {
    Difference difference = Difference.between(reference.table(), published(scene));
    Views.register(spark, scene.results().toUri().toString());
    long rows = spark.sql("select trial_id from trials").count();
    long planned = spark.sql("select distinct trial_id from trials").count();
    if (rows != planned || rows != reference.table().size()) {
      complaints.add(
          "%s: view trials has %d rows of %d trials".formatted(scene.name(), rows, planned));
    }
    int staged = Scene.entries(scene.results().resolve("trials/_staging")).size();
    if (staged > 0) {
      complaints.add("%s: %d files are left in _staging".formatted(scene.name(), staged));
    }
    return difference;
  }

  private TableContent published(Scene scene) throws IOException {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Path bundle = directory.resolve(scene.name() + "-published");
    ResultDirectory results =
        ResultDirectory.open(context.hadoopConfiguration(), scene.results().toString());
    new Publication(context).publish(results, bundle.toString(), Completeness.WHOLE);
    return TableContent.read(spark, bundle.resolve("trials"));
  }
}
