package org.harmonicsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.harmonicsweep.trial.SampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {

  /** Samples of two features: a number of the sample, and its negative. */
  private record Numbered(int count, IntToDoubleFunction number) implements Samples {
    @Override
    public SampleShape shape() {
      return SampleShape.vector(2);
    }

    @Override
    public void write(int sample, float[] into, int offset) {
      into[offset] = (float) number.applyAsDouble(sample);
      into[offset + 1] = -into[offset];
    }
  }

  private static DataSplit split(int count, double share) {
    return Splitter.split(new Numbered(count, i -> i + 1), share);
  }

  private static List<Integer> numbers(Dataset part) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < part.samples(); i++) {
      assertThat(part.values()[2 * i + 1]).isEqualTo(-part.values()[2 * i]);
      numbers.add((int) part.values()[2 * i]);
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({"2, 0.5", "3, 0.1", "10, 0.25", "1000, 0.1", "1000, 0.999", "1001, 0.5"})
  void everySampleIsInExactlyOnePart(int count, double share) {
    DataSplit split = split(count, share);
    List<Integer> all = numbers(split.training());
    all.addAll(numbers(split.test()));
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
    assertThat(split.identity().trainingSamples()).isEqualTo(split.training().samples());
    assertThat(split.identity().testSamples()).isEqualTo(split.test().samples());
    assertThat(split.identity().features()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0.1, 100",
    "10, 0.24, 2",
    "10, 0.25, 2",
    "10, 0.26, 3",
    "10, 1e-9, 1",
    "10, 0.9999, 9",
    "2, 0.01, 1",
    "2, 0.99, 1"
  })
  void shareIsRoundedAndLeavesBothPartsASample(int count, double share, int held) {
    assertThat(Splitter.heldOut(count, share)).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void shareOutsideItsRangeIsRefused(double share) {
    assertThatThrownBy(() -> split(10, share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test fraction is " + share);
  }

  @Test
  void heldOutSamplesAreSpreadOverTheSource() {
    // sorted data must not be held out from one end; of 100 drawn from 1000 the mean is 500 with
    // standard error 27
    double mean = numbers(split(1000, 0.1).test()).stream().mapToInt(i -> i).average().orElse(0);
    assertThat(mean).isBetween(365.0, 635.0);
  }

  @Test
  void largerShareHoldsOutTheSameSamplesAndMore() {
    assertThat(numbers(split(100, 0.5).test()))
        .startsWith(numbers(split(100, 0.2).test()).toArray(new Integer[0]));
  }

  @Test
  void callsAgreeToTheBit() {
    assertThat(split(100, 0.2).identity()).isEqualTo(split(100, 0.2).identity());
    assertThat(split(100, 0.2).training().values())
        .containsExactly(split(100, 0.2).training().values());
  }

  @Test
  void digestTellsApartValuesOrderAndShare() {
    Set<String> digests = new HashSet<>();
    digests.add(digest(100, i -> i, 0.2));
    digests.add(digest(100, i -> i, 0.21));
    digests.add(digest(100, i -> 99 - i, 0.2));
    digests.add(digest(101, i -> i, 0.2));
    digests.add(digest(100, i -> i == 0 ? -0.0 : i, 0.2));
    for (int changed = 0; changed < 100; changed++) {
      int sample = changed;
      digests.add(digest(100, i -> i == sample ? Math.nextUp((float) i) : i, 0.2));
    }
    assertThat(digests).hasSize(105);
  }

  private static String digest(int count, IntToDoubleFunction number, double share) {
    return Splitter.split(new Numbered(count, number), share).identity().digest();
  }

  @Test
  void unitIntervalIncludesItsEndsAndNothingBeyond() {
    assertThat(within(0, 1)).isTrue();
    assertThat(within(0, Math.nextUp(1f))).isFalse();
    assertThat(within(-Float.MIN_VALUE, 1)).isFalse();
    assertThat(within(Float.NaN, 1)).isFalse();
    assertThat(within(0.5f, Float.NaN)).isFalse();
  }

  private static boolean within(float training, float test) {
    return new DataSplit(
            new Dataset(1, 1, new float[] {training}),
            new Dataset(1, 1, new float[] {test}),
            split(2, 0.5).identity())
        .withinUnitInterval();
  }
}
