package org.harmonicsweep.jobs.evidence;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Views;
import org.harmonicsweep.sweeps.claims.Claim;

/** The view {@code claim_points} as blocks. */
final class ClaimPoints {
  private final Map<Claim, List<Entry>> entries = new HashMap<>();

  /** A block with what it belongs to. */
  private record Entry(String architecture, int replicate, Block block) {}

  private ClaimPoints() {}

  /** Reads the points of claims; a block with a single level says nothing and is left out. */
  static ClaimPoints read(SparkSession spark, List<Claim> claims) {
    ClaimPoints points = new ClaimPoints();
    if (claims.isEmpty()) {
      return points;
    }
    Map<String, Claim> byKey =
        Arrays.stream(Claim.values()).collect(toMap(Claim::key, Function.identity()));
    Iterator<Row> rows = spark.sql(query(claims)).toLocalIterator();
    Open open = new Open(List.of());
    while (rows.hasNext()) {
      Row row = rows.next();
      List<Object> key = key(row);
      if (!key.equals(open.key)) {
        points.close(open, byKey);
        open = new Open(key);
      }
      open.add(row);
    }
    points.close(open, byKey);
    return points;
  }

  /** Returns the blocks of a claim, a list per replicate, in one order. */
  List<List<Block>> replicates(Claim claim, Predicate<String> architecture) {
    Map<Integer, List<Block>> replicates = new TreeMap<>();
    for (Entry entry : entries.getOrDefault(claim, List.of())) {
      if (architecture.test(entry.architecture())) {
        replicates
            .computeIfAbsent(entry.replicate(), number -> new ArrayList<>())
            .add(entry.block());
      }
    }
    return List.copyOf(replicates.values());
  }

  private static String query(List<Claim> claims) {
    String key = "claim, " + String.join(", ", Views.cellColumns()) + ", replicate";
    return "select %1$s, level, value, x, y from claim_points where claim in (%2$s) order by %1$s, level"
        .formatted(
            key, claims.stream().map(claim -> "'" + claim.key() + "'").collect(joining(", ")));
  }

  private static List<Object> key(Row row) {
    List<Object> key = new ArrayList<>();
    for (int i = 0; i < row.fieldIndex("level"); i++) {
      key.add(row.isNullAt(i) ? "" : row.get(i));
    }
    return key;
  }

  private void close(Open open, Map<String, Claim> byKey) {
    if (open.levels.size() < 2) {
      return;
    }
    Claim claim = byKey.get(open.key.get(0));
    if (claim != null) {
      entries
          .computeIfAbsent(claim, key -> new ArrayList<>())
          .add(
              new Entry(
                  (String) open.key.get(1),
                  ((Number) open.key.get(open.key.size() - 1)).intValue(),
                  new Block(open.levels, open.points)));
    }
  }

  /** A block that is being read. */
  private static final class Open {
    private final List<Object> key;
    private final List<Double> levels = new ArrayList<>();
    private final List<Block.Point> points = new ArrayList<>();

    Open(List<Object> key) {
      this.key = key;
    }

    void add(Row row) {
      int y = row.fieldIndex("y");
      levels.add(row.getAs("level"));
      points.add(
          new Block.Point(
              row.getAs("value"), row.getAs("x"), row.isNullAt(y) ? Double.NaN : row.getDouble(y)));
    }
  }
}
