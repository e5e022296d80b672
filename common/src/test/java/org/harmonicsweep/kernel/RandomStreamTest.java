package org.harmonicsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

  /** The known-answer vectors of Random123, {@code kat_vectors}: philox4x32, 10 rounds. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0000000000000000, 0000000000000000, e169c58d6627e8d5, 9b00dbd8bc57ac4c",
    "ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, 41c83b0e408f276d, 6d5451fda20bc7c6",
    "299f31d0a4093822, 85a308d3243f6a88, 0370734413198a2e, 94fdccebd16cfe09, 24126ea15001e420"
  })
  void blocksAreThoseOfThePaper(String key, String low, String high, String first, String second) {
    int[] words = new int[4];
    Philox.block(hex(key), hex(low), hex(high), words);
    assertThat(words)
        .containsExactly(
            (int) hex(first),
            (int) (hex(first) >>> 32),
            (int) hex(second),
            (int) (hex(second) >>> 32));
  }

  @Test
  void twoNumbersComeFromOneBlock() {
    assertThat(new RandomStream(0).bits(0)).isEqualTo(hex("e169c58d6627e8d5"));
    assertThat(new RandomStream(0).bits(1)).isEqualTo(hex("9b00dbd8bc57ac4c"));
  }

  @Test
  void numbersOfARandomStreamNeverChange() {
    RandomStream stream = new RandomStream(42);
    float[] normals = new float[3];
    stream.normals(7, normals, 0, 3);
    assertThat(stream.uniform(5)).isEqualTo(0.7735846847302149);
    assertThat(stream.normal(5)).isEqualTo(0.7507043067685636);
    assertThat(normals).containsExactly(-0.30777684f, 0.9905423f, -0.72013867f);
    assertThat(stream.permutation(3, 8)).containsExactly(0, 6, 7, 2, 1, 5, 4, 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, Long.MIN_VALUE, -1})
  void normalsPassTheTestOfKolmogorovAndSmirnov(long key) {
    float[] normals = new float[20_000];
    new RandomStream(key).normals(0, normals, 0, normals.length);
    double[] sample = doubles(normals);
    // five fixed keys: a right generator fails one of them with probability 5e-4
    assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(), sample))
        .isGreaterThan(1e-4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void normalsHaveTheMomentsOfTheNormal(long key) {
    int count = 400_000;
    float[] normals = new float[count];
    new RandomStream(key).normals(0, normals, 0, count);
    // four standard errors each: the moments' variances are 1, 2, 15 and 96
    assertThat(moment(normals, 1)).isCloseTo(0, within(4 * Math.sqrt(1.0 / count)));
    assertThat(moment(normals, 2)).isCloseTo(1, within(4 * Math.sqrt(2.0 / count)));
    assertThat(moment(normals, 3)).isCloseTo(0, within(4 * Math.sqrt(15.0 / count)));
    assertThat(moment(normals, 4)).isCloseTo(3, within(4 * Math.sqrt(96.0 / count)));
  }

  @Test
  void neighbouringNormalsAndStreamsAreUncorrelated() {
    int count = 400_000;
    float[] one = new float[count + 1];
    float[] other = new float[count + 1];
    new RandomStream(1).normals(0, one, 0, count + 1);
    new RandomStream(2).normals(0, other, 0, count + 1);
    double neighbours = 0;
    double streams = 0;
    for (int i = 0; i < count; i++) {
      neighbours += one[i] * one[i + 1];
      streams += one[i] * other[i];
    }
    assertThat(neighbours / count).isCloseTo(0, within(4 / Math.sqrt(count)));
    assertThat(streams / count).isCloseTo(0, within(4 / Math.sqrt(count)));
  }

  @Test
  void singleNormalsAgreeWithTheDoubleOnes() {
    RandomStream stream = new RandomStream(9);
    float[] normals = new float[100_000];
    stream.normals(0, normals, 0, normals.length);
    for (int i = 0; i < normals.length; i++) {
      double expected = stream.normal(i);
      assertThat((double) normals[i])
          .isCloseTo(expected, within(Math.abs(expected) < 3 ? 2e-6 : 1e-3));
    }
  }

  @Test
  void normalsDependOnTheirIndexAlone() {
    float[] whole = new float[200];
    new RandomStream(5).normals(1000, whole, 0, 200);
    for (int start = 0; start < 70; start++) {
      float[] part = new float[140];
      new RandomStream(5).normals(1000 + start, part, 3, 101);
      assertThat(Arrays.copyOfRange(part, 3, 104))
          .containsExactly(Arrays.copyOfRange(whole, start, start + 101));
      assertThat(part[2]).isZero();
      assertThat(part[104]).isZero();
    }
  }

  @Test
  void normalsOfTheExtremeWordsAreFinite() {
    assertThat(Elementary.normal(0)).isBetween(-6.4f, -6.2f);
    assertThat(Elementary.normal(-1)).isBetween(6.2f, 6.4f);
    assertThat(Elementary.normal(Integer.MIN_VALUE)).isCloseTo(0, within(1e-6f));
    assertThat(Elementary.normal(Integer.MAX_VALUE)).isCloseTo(0, within(1e-6f));
  }

  @Test
  void quantileInvertsTheDistribution() {
    NormalDistribution normal = new NormalDistribution();
    for (double z = -8; z <= 5; z += 0.01) {
      double p = normal.cumulativeProbability(z);
      // the reference's own error in p, 1e-14 relative, divided by the density
      double error = 1e-13 * p / normal.density(z) + 1e-13;
      assertThat(Quantile.normal(p)).isCloseTo(z, within(error));
    }
  }

  @Test
  void uniformsAreInsideTheInterval() {
    RandomStream stream = new RandomStream(3);
    double[] sample = IntStream.range(0, 100_000).mapToDouble(stream::uniform).toArray();
    assertThat(Arrays.stream(sample).min().getAsDouble()).isBetween(0.0, 1e-4);
    assertThat(Arrays.stream(sample).max().getAsDouble()).isBetween(1 - 1e-4, Math.nextDown(1.0));
    assertThat(Arrays.stream(sample).average().getAsDouble())
        .isCloseTo(0.5, within(4 / Math.sqrt(12 * 100_000)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 1000})
  void permutationHoldsEachNumberOnce(int n) {
    int[] order = new RandomStream(8).permutation(5, n);
    Arrays.sort(order);
    assertThat(order).containsExactly(IntStream.range(0, n).toArray());
  }

  /** Odd and even starts, and lengths on both sides of what is drawn at once. */
  @ParameterizedTest
  @CsvSource({"0, 0", "5, 1", "0, 2", "7, 511", "0, 512", "1, 512", "6, 513", "9, 1700"})
  void permutationIsMadeOfTheBitsAtItsIndices(long first, int n) {
    RandomStream stream = new RandomStream(21);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int j = (int) Math.multiplyHigh(stream.bits(first + i) >>> 1, 2L * (i + 1));
      order.add(i);
      order.set(i, order.get(j));
      order.set(j, i);
    }
    assertThat(stream.permutation(first, n))
        .containsExactly(order.stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void allOrdersOfThreeAreEquallyLikely() {
    int draws = 60_000;
    RandomStream stream = new RandomStream(11);
    int[] counts = new int[27];
    for (int i = 0; i < draws; i++) {
      int[] order = stream.permutation(3L * i, 3);
      counts[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    // six orders, each with standard deviation √(60000 · 5/36) = 91
    List<Integer> seen = Arrays.stream(counts).filter(count -> count > 0).boxed().toList();
    assertThat(seen).hasSize(6).allMatch(count -> Math.abs(count - 10_000) < 400);
  }

  private static double moment(float[] values, int order) {
    double sum = 0;
    for (float value : values) {
      double power = 1;
      for (int i = 0; i < order; i++) {
        power *= value;
      }
      sum += power;
    }
    return sum / values.length;
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static long hex(String digits) {
    return Long.parseUnsignedLong(digits, 16);
  }
}
