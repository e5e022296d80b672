package org.harmonicsweep.data;

import java.util.List;
import org.harmonicsweep.trial.SampleShape;

/**
 * What stands before the numbers of an array.
 *
 * @param type of the numbers
 * @param sizes of the dimensions, two to four, each at least 1
 * @param length bytes up to the first number
 */
record NpyHeader(NpyType type, List<Integer> sizes, int length) {
  NpyHeader {
    sizes = List.copyOf(sizes);
  }

  /** Returns the number of samples. */
  int items() {
    return sizes.get(0);
  }

  /** Returns the shape of a sample: height, width and channels, or one flat size. */
  SampleShape shape() {
    return switch (sizes.size()) {
      case 2 -> SampleShape.vector(sizes.get(1));
      case 3 -> new SampleShape(sizes.get(1), sizes.get(2), 1);
      default -> new SampleShape(sizes.get(1), sizes.get(2), sizes.get(3));
    };
  }

  /** Returns the bytes of a sample. */
  long itemLength() {
    return (long) shape().size() * type.width();
  }

  /** Returns the bytes of the header and all samples, at most those that a long can hold. */
  long total() {
    long most = (Long.MAX_VALUE - length) / itemLength();
    return items() > most ? Long.MAX_VALUE : length + items() * itemLength();
  }
}
