package org.harmonicsweep.jobs.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.harmonicsweep.kernel.RandomStream;

/**
 * A trend test over ordered levels, within replicates.
 *
 * <p>The statistic is the mean over blocks of Spearman's rank correlation between level and value,
 * which for blocks of one size without ties orders the data as Page's L does (Page, Ordered
 * hypotheses for multiple treatments, JASA 1963). If the knob does nothing, the levels of a
 * replicate may be exchanged. All settings of a replicate share their random numbers, so they are
 * exchanged together, and only replicates count as independent. With settings that lack some of the
 * levels the exchange keeps the order of those they have. Tails are (1 + hits) / (1 + draws)
 * (Phipson and Smyth, Permutation p-values should never be zero, 2010).
 */
final class RankTrend {
  /** Sums of the same terms in another order. */
  private static final double ROUNDING = 1e-12;

  private final List<Table> tables;
  private final int blocks;
  private final int mostLevels;

  /**
   * How likely as clear a trend would be if the knob did nothing.
   *
   * @param falling probability of a correlation as low or lower
   * @param rising probability of one as high or higher
   */
  record Tails(double falling, double rising) {
    /** Returns the tails with the two directions exchanged. */
    Tails turned() {
      return new Tails(/* falling= */ rising, /* rising= */ falling);
    }
  }

  /** Creates the test of at least one block; the outer list has the replicates. */
  RankTrend(List<List<Block>> replicates) {
    this.tables = replicates.stream().map(Table::of).toList();
    this.blocks = replicates.stream().mapToInt(List::size).sum();
    this.mostLevels = tables.stream().mapToInt(table -> table.levels).max().orElse(0);
  }

  /** Returns the mean rank correlation. */
  double correlation() {
    double sum = 0;
    for (Table table : tables) {
      sum += table.sum(identity(table.levels));
    }
    return sum / blocks;
  }

  /**
   * Returns the least probability that either tail can have: that of one exchange among all, so two
   * levels and three replicates never show anything.
   */
  double attainable() {
    double exchanges = 1;
    for (Table table : tables) {
      for (int level = 2; level <= table.levels; level++) {
        exchanges *= level;
      }
    }
    return 1 / exchanges;
  }

  /** Returns the tails among so many random exchanges. */
  Tails test(RandomStream stream, int draws) {
    double seen = correlation();
    int low = 0;
    int high = 0;
    for (long draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (int i = 0; i < tables.size(); i++) {
        Table table = tables.get(i);
        sum += table.sum(stream.permutation((draw * tables.size() + i) * mostLevels, table.levels));
      }
      double drawn = sum / blocks;
      low += drawn <= seen + ROUNDING ? 1 : 0;
      high += drawn >= seen - ROUNDING ? 1 : 0;
    }
    return new Tails((1.0 + low) / (1 + draws), (1.0 + high) / (1 + draws));
  }

  private static int[] identity(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }

  /** The blocks of a replicate, added up by the levels that they have. */
  private static final class Table {
    private final int levels;
    private final List<Share> shares;

    private Table(int levels, List<Share> shares) {
      this.levels = levels;
      this.shares = shares;
    }

    static Table of(List<Block> replicate) {
      TreeSet<Double> all = new TreeSet<>();
      Map<List<Double>, List<Block>> byLevels = new LinkedHashMap<>();
      for (Block block : replicate) {
        all.addAll(block.levels());
        byLevels.computeIfAbsent(block.levels(), key -> new ArrayList<>()).add(block);
      }
      List<Double> union = List.copyOf(all);
      return new Table(
          union.size(),
          byLevels.entrySet().stream()
              .map(group -> Share.of(union, group.getKey(), group.getValue()))
              .toList());
    }

    /** Returns the sum of correlations when level i is called level order[i]. */
    double sum(int[] order) {
      double sum = 0;
      for (Share share : shares) {
        sum += share.sum(order);
      }
      return sum;
    }
  }

  /**
   * Blocks with the same levels.
   *
   * @param places of the levels among those of the replicate
   * @param products [i][j]: what the values at level i add to the correlation if it is called j
   */
  private record Share(int[] places, double[][] products) {
    static Share of(List<Double> union, List<Double> levels, List<Block> blocks) {
      int n = levels.size();
      double[][] products = new double[n][n];
      for (Block block : blocks) {
        double[] ranks = block.valueRanks();
        double norm = 0;
        double levelNorm = 0;
        for (int i = 0; i < n; i++) {
          norm += ranks[i] * ranks[i];
          levelNorm += centred(i, n) * centred(i, n);
        }
        double scale = norm == 0 ? 0 : 1 / Math.sqrt(norm * levelNorm);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            products[i][j] += scale * ranks[i] * centred(j, n);
          }
        }
      }
      return new Share(levels.stream().mapToInt(union::indexOf).toArray(), products);
    }

    private static double centred(int rank, int n) {
      return rank - (n - 1) / 2.0;
    }

    double sum(int[] order) {
      double sum = 0;
      for (int i = 0; i < places.length; i++) {
        int called = 0;
        for (int place : places) {
          called += order[place] < order[places[i]] ? 1 : 0;
        }
        sum += products[i][called];
      }
      return sum;
    }
  }
}
