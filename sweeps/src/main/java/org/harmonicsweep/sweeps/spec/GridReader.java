package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads grids: a mapping is the product of its entries, each an axis or a composition of blocks.
 *
 * <p>{@code product} takes every combination of its blocks' cells, {@code zip} pairs the cells of
 * equally long blocks, {@code chain} lists the cells of one block after those of the other. Blocks
 * of a chain may set different axes: what one leaves out is filled in from {@code model}.
 */
final class GridReader {
  /** Most cells of a grid, counted before {@code where} and {@code exclude}. */
  static final long MOST_CELLS = 10_000_000;

  /** Most blocks in one list: a cell of a chain is found by going through it. */
  private static final int MOST_BLOCKS = 10_000;

  private static final String PRODUCT = "product";
  private static final String ZIP = "zip";
  private static final String CHAIN = "chain";

  private final AxisReader axes;

  GridReader(AxisReader axes) {
    this.axes = axes;
  }

  /** Returns the block that a mapping declares. */
  Block read(Item item) {
    if (!(item instanceof Item.Mapping mapping)) {
      throw StudyErrors.notAllowed(item, "a mapping of axes, or a block: product, zip or chain");
    }
    if (mapping.fields().isEmpty()) {
      throw StudyErrors.emptyBlock(item);
    }
    List<Block> factors = new ArrayList<>();
    Set<Axis> set = EnumSet.noneOf(Axis.class);
    for (Item.Field field : mapping.fields()) {
      Block factor = entry(field);
      takeAxes(factor, set, field.key().place());
      factors.add(factor);
    }
    return product(factors, item);
  }

  private Block entry(Item.Field field) {
    String key = field.key().text();
    if (key.equals(PRODUCT)) {
      return product(separate(field.value()), field.value());
    }
    if (key.equals(ZIP)) {
      return zip(field.value());
    }
    if (key.equals(CHAIN)) {
      return limited(new Block.Chain(blocks(field.value())), field.value());
    }
    return Axis.of(key)
        .<Block>map(axis -> new Block.Line(axis, axes.values(axis, field.value())))
        .orElseThrow(() -> StudyErrors.unknownKey(field.key(), keys()));
  }

  private Block zip(Item item) {
    List<Block> blocks = separate(item);
    for (int i = 1; i < blocks.size(); i++) {
      if (blocks.get(i).size() != blocks.get(0).size()) {
        Place place = ((Item.Sequence) item).items().get(i).place();
        throw StudyErrors.unequalZip(place, blocks.get(0).size(), blocks.get(i).size());
      }
    }
    return new Block.Zip(blocks);
  }

  /** Returns blocks no two of which set the same axis. */
  private List<Block> separate(Item item) {
    List<Block> blocks = blocks(item);
    Set<Axis> set = EnumSet.noneOf(Axis.class);
    for (int i = 0; i < blocks.size(); i++) {
      takeAxes(blocks.get(i), set, ((Item.Sequence) item).items().get(i).place());
    }
    return blocks;
  }

  private List<Block> blocks(Item item) {
    List<Item> items = Fields.list(item, "a list of blocks");
    if (items.isEmpty()) {
      throw StudyErrors.emptyBlock(item);
    }
    if (items.size() > MOST_BLOCKS) {
      throw TextErrors.tooManyBlocks(item.place(), items.size(), MOST_BLOCKS);
    }
    return items.stream().map(this::read).toList();
  }

  private static void takeAxes(Block block, Set<Axis> taken, Place place) {
    for (Axis axis : block.axes()) {
      if (!taken.add(axis)) {
        throw StudyErrors.axisTwice(place, axis);
      }
    }
  }

  private static Block product(List<Block> factors, Item item) {
    if (factors.size() == 1) {
      return factors.get(0);
    }
    long size = 1;
    for (Block factor : factors) {
      size = Math.min(MOST_CELLS + 1, size * factor.size());
    }
    if (size > MOST_CELLS) {
      throw StudyErrors.tooManyCells(item.place(), MOST_CELLS);
    }
    return new Block.Product(factors);
  }

  private static Block limited(Block block, Item item) {
    if (block.size() > MOST_CELLS) {
      throw StudyErrors.tooManyCells(item.place(), MOST_CELLS);
    }
    return block;
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(Axis.keys());
    keys.addAll(List.of(PRODUCT, ZIP, CHAIN));
    return keys;
  }
}
