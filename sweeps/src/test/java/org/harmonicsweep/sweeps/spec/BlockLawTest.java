package org.harmonicsweep.sweeps.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockLawTest {
  private static final List<Axis> NUMERIC =
      List.of(Axis.LATENT, Axis.ENCODER_VARIANCE, Axis.KL_WEIGHT, Axis.INPUT_NOISE);

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productHasEveryCombinationInDeclaredOrder(long seed) {
    List<Block> factors = lines(seed);

    assertThat(cells(new Block.Product(factors))).isEqualTo(nestedLoops(factors));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productIsAssociative(long seed) {
    List<Block> f = lines(seed);
    Block left = product(product(f.get(0), f.get(1)), product(f.get(2), f.get(3)));
    Block right = product(f.get(0), product(f.get(1), product(f.get(2), f.get(3))));

    assertThat(cells(left)).isEqualTo(cells(right)).isEqualTo(cells(new Block.Product(f)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emptyProductIsNeutral(long seed) {
    Block block = lines(seed).get(0);
    Block one = new Block.Product(List.of());

    assertThat(cells(product(one, block))).isEqualTo(cells(block));
    assertThat(cells(product(block, one))).isEqualTo(cells(block));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void chainListsItsBlocksInTurn(long seed) {
    List<Block> blocks = lines(seed);
    List<Cell> expected = blocks.stream().flatMap(block -> cells(block).stream()).toList();

    assertThat(cells(new Block.Chain(blocks))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productDistributesOverChain(long seed) {
    List<Block> f = lines(seed);
    Block chain = new Block.Chain(f.subList(0, 2));
    Block apart =
        new Block.Chain(List.of(product(f.get(0), f.get(2)), product(f.get(1), f.get(2))));

    assertThat(cells(product(chain, f.get(2)))).isEqualTo(cells(apart));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void zipPairsCellByCell(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 1 + random.nextInt(6);
    List<Block> blocks = NUMERIC.stream().map(axis -> line(axis, size)).toList();
    Block zip = new Block.Zip(blocks);

    assertThat(zip.size()).isEqualTo(size);
    for (int i = 0; i < size; i++) {
      for (Block block : blocks) {
        Axis axis = block.axes().iterator().next();
        assertThat(zip.cell(i).of(axis)).isEqualTo(block.cell(i).of(axis));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void axesOfAllAreTheAxesThatEveryCellSets(long seed) {
    Block block = tree(new SplittableRandom(seed), NUMERIC, 3);
    List<Cell> cells = cells(block);

    for (Axis axis : NUMERIC) {
      long setting = cells.stream().filter(cell -> cell.values().containsKey(axis)).count();
      assertThat(block.axesOfAll().contains(axis)).isEqualTo(setting == cells.size());
      assertThat(block.axes().contains(axis)).isEqualTo(setting > 0);
    }
  }

  /** A random block over the given axes. */
  private static Block tree(SplittableRandom random, List<Axis> axes, int depth) {
    if (axes.size() == 1 || depth == 0) {
      return line(axes.get(0), 1 + random.nextInt(3));
    }
    int cut = 1 + random.nextInt(axes.size() - 1);
    if (random.nextBoolean()) {
      return product(
          tree(random, axes.subList(0, cut), depth - 1),
          tree(random, axes.subList(cut, axes.size()), depth - 1));
    }
    return new Block.Chain(
        List.of(tree(random, axes.subList(0, cut), depth - 1), tree(random, axes, depth - 1)));
  }

  private static List<Cell> nestedLoops(List<Block> factors) {
    if (factors.isEmpty()) {
      return List.of(Cell.EMPTY);
    }
    List<Cell> rest = nestedLoops(factors.subList(1, factors.size()));
    List<Cell> all = new ArrayList<>();
    for (Cell first : cells(factors.get(0))) {
      for (Cell last : rest) {
        all.add(first.with(last));
      }
    }
    return all;
  }

  private static List<Block> lines(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.of(0, 1, 2, 3).map(i -> line(NUMERIC.get(i), 1 + random.nextInt(4))).toList();
  }

  private static Block line(Axis axis, int size) {
    List<AxisValue> values =
        IntStream.range(0, size).mapToObj(i -> AxisValue.of(BigDecimal.valueOf(i))).toList();
    return new Block.Line(axis, values);
  }

  private static Block product(Block first, Block second) {
    return new Block.Product(List.of(first, second));
  }

  private static List<Cell> cells(Block block) {
    return LongStream.range(0, block.size()).mapToObj(block::cell).toList();
  }
}
