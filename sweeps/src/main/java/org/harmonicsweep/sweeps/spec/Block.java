package org.harmonicsweep.sweeps.spec;

import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A list of cells that is never written out: its length, and its cell at each index. */
sealed interface Block {

  /** Returns the number of cells. */
  long size();

  /**
   * Returns one cell.
   *
   * @param index at least 0, below {@link #size()}
   */
  Cell cell(long index);

  /** Returns the axes that at least one cell sets. */
  Set<Axis> axes();

  /** Returns the axes that every cell sets. */
  Set<Axis> axesOfAll();

  /**
   * One axis.
   *
   * @param axis that is set
   * @param values it takes, at least one
   */
  record Line(Axis axis, List<AxisValue> values) implements Block {
    public Line {
      values = List.copyOf(values);
    }

    @Override
    public long size() {
      return values.size();
    }

    @Override
    public Cell cell(long index) {
      return new Cell(Map.of(axis, values.get((int) index)));
    }

    @Override
    public Set<Axis> axes() {
      return EnumSet.of(axis);
    }

    @Override
    public Set<Axis> axesOfAll() {
      return axes();
    }
  }

  /**
   * Every combination, the last factor changing fastest; of no factors, the one empty cell.
   *
   * @param factors no two of which set the same axis
   */
  record Product(List<Block> factors) implements Block {
    public Product {
      factors = List.copyOf(factors);
    }

    @Override
    public long size() {
      return factors.stream().mapToLong(Block::size).reduce(1, Math::multiplyExact);
    }

    @Override
    public Cell cell(long index) {
      Cell cell = Cell.EMPTY;
      long rest = index;
      for (int i = factors.size() - 1; i >= 0; i--) {
        Block factor = factors.get(i);
        cell = cell.with(factor.cell(rest % factor.size()));
        rest /= factor.size();
      }
      return cell;
    }

    @Override
    public Set<Axis> axes() {
      return union(factors, Block::axes);
    }

    @Override
    public Set<Axis> axesOfAll() {
      return union(factors, Block::axesOfAll);
    }
  }

  /**
   * First with first, second with second.
   *
   * @param blocks of equal size, at least one, no two of which set the same axis
   */
  record Zip(List<Block> blocks) implements Block {
    public Zip {
      blocks = List.copyOf(blocks);
    }

    @Override
    public long size() {
      return blocks.get(0).size();
    }

    @Override
    public Cell cell(long index) {
      Cell cell = Cell.EMPTY;
      for (Block block : blocks) {
        cell = cell.with(block.cell(index));
      }
      return cell;
    }

    @Override
    public Set<Axis> axes() {
      return union(blocks, Block::axes);
    }

    @Override
    public Set<Axis> axesOfAll() {
      return union(blocks, Block::axesOfAll);
    }
  }

  /**
   * One after another; what a block does not set is filled in later.
   *
   * @param blocks at least one
   */
  record Chain(List<Block> blocks) implements Block {
    public Chain {
      blocks = List.copyOf(blocks);
    }

    @Override
    public long size() {
      return blocks.stream().mapToLong(Block::size).reduce(0, Math::addExact);
    }

    @Override
    public Cell cell(long index) {
      long rest = index;
      for (Block block : blocks) {
        if (rest < block.size()) {
          return block.cell(rest);
        }
        rest -= block.size();
      }
      throw new IndexOutOfBoundsException("cell " + index + " of " + size());
    }

    @Override
    public Set<Axis> axes() {
      return union(blocks, Block::axes);
    }

    @Override
    public Set<Axis> axesOfAll() {
      Set<Axis> common = EnumSet.allOf(Axis.class);
      blocks.forEach(block -> common.retainAll(block.axesOfAll()));
      return common;
    }
  }

  private static Set<Axis> union(List<Block> blocks, Function<Block, Set<Axis>> axes) {
    return blocks.stream()
        .map(axes)
        .flatMap(Collection::stream)
        .collect(toCollection(() -> EnumSet.noneOf(Axis.class)));
  }
}
