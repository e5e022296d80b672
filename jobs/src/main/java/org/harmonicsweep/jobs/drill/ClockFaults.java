package org.harmonicsweep.jobs.drill;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.store.Ledger;
import org.harmonicsweep.jobs.store.ResultDirectory;

/**
 * A clock that is set while a run goes on.
 *
 * <p>The clock of the machine stays as it is: libfaketime answers in its place, in the driver and
 * the executors of one run.
 */
final class ClockFaults {
  /** Where packages put libraries, or directories for each architecture. */
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/local/lib"), Path.of("/usr/lib"), Path.of("/usr/lib64"));

  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private static final String AHEAD = "+1d";
  private static final Duration CLEARLY_AHEAD = Duration.ofHours(12);
  private static final String BACK = "-1h";
  private static final Duration CLEARLY_BACK = Duration.ofMinutes(30);
  private static final int PARTS_UNTIL_BACK = 3;

  private ClockFaults() {}

  /** Returns why the clock of a run cannot be set here, or nothing. */
  static String refused() throws IOException {
    return library().isPresent()
        ? ""
        : "to set the clock of a run takes libfaketime; on Debian it is in the package faketime";
  }

  /** Sets the clock a day ahead after the first part, and after two more an hour back of now. */
  static Round set(Scene scene) throws IOException, InterruptedException {
    Path clock = scene.directory().resolve(scene.name() + "-clock");
    turn(clock, "+0");
    Instant start = Instant.now();
    Child run = scene.start("set", Map.of(), environment(clock));
    boolean met = scene.awaitParts(run, 1);
    long fault = System.nanoTime();
    turn(clock, AHEAD);
    met &= scene.awaitParts(run, PARTS_UNTIL_BACK);
    turn(clock, BACK);
    List<String> complaints = scene.endsWhole(run);
    Rows rows = Rows.since(start, scene.results());
    return new Round(
        met && rows.sawBothJumps(), Scene.secondsSince(fault), complaints, rows.words());
  }

  /**
   * Nobody sets a monotonic clock, and what the library does by default about waits on it was for
   * another C library: of Java's it makes waits that end at once.
   */
  private static Map<String, String> environment(Path clock) throws IOException {
    return Map.of(
        "LD_PRELOAD",
        library().orElseThrow().toString(),
        "FAKETIME_TIMESTAMP_FILE",
        clock.toString(),
        "FAKETIME_NO_CACHE",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /** Nobody reads half of it. */
  private static void turn(Path clock, String shift) throws IOException {
    Path next = Files.writeString(Path.of(clock + "-next"), shift + "\n");
    Files.move(next, clock, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static Optional<Path> library() throws IOException {
    List<Path> directories = new ArrayList<>(PLACES);
    for (Path place : PLACES) {
      directories.addAll(Scene.entries(place));
    }
    return directories.stream()
        .map(directory -> directory.resolve(LIBRARY))
        .filter(Files::isReadable)
        .findFirst();
  }

  /**
   * How many rows say that they were finished when.
   *
   * @param now by the clock that nobody set
   * @param ahead a day later
   * @param back an hour before
   */
  private record Rows(long now, long ahead, long back) {

    static Rows since(Instant start, Path results) {
      Ledger ledger = ResultDirectory.open(new Configuration(), results.toString()).ledger();
      List<Instant> ends =
          ledger.entries().stream().map(row -> Instant.parse(row.finishedAt())).toList();
      long ahead = ends.stream().filter(start.plus(CLEARLY_AHEAD)::isBefore).count();
      long back = ends.stream().filter(start.minus(CLEARLY_BACK)::isAfter).count();
      return new Rows(ends.size() - ahead - back, ahead, back);
    }

    boolean sawBothJumps() {
      return now > 0 && ahead > 0 && back > 0;
    }

    String words() {
      return "%d rows finished now, %d tomorrow, %d an hour ago".formatted(now, ahead, back);
    }
  }
}
