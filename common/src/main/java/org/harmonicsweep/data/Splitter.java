package org.harmonicsweep.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Sha256;

/**
 * Deals samples to the training and the held-out part.
 *
 * <p>The samples are put into one random order that depends on their number alone: every replicate
 * and every study holds out the same ones. The first rint(n · share) of that order are held out, at
 * least one and at most n − 1; both parts keep the order. Each sample is written straight to its
 * place, so that the data are in memory once.
 */
final class Splitter {
  private static final long KEY = Sha256.firstLong("harmonic-sweep split 1");

  private Splitter() {}

  /**
   * Makes, deals and digests all samples.
   *
   * @param testFraction in (0, 1)
   */
  static DataSplit split(Samples samples, double testFraction) {
    int count = samples.count();
    int features = samples.shape().size();
    if (count * (long) features > Integer.MAX_VALUE) {
      throw DataErrors.tooLarge(count, features);
    }
    int held = heldOut(count, testFraction);
    float[] test = new float[held * features];
    float[] training = new float[(count - held) * features];
    int[] places = inverse(new RandomStream(KEY).permutation(0, count));
    for (int i = 0; i < count; i++) {
      if (places[i] < held) {
        samples.write(i, test, places[i] * features);
      } else {
        samples.write(i, training, (places[i] - held) * features);
      }
    }
    return digested(
        samples.shape(),
        new Dataset(count - held, features, training),
        new Dataset(held, features, test));
  }

  /** Returns how many of n samples are held out. */
  static int heldOut(int count, double testFraction) {
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new IllegalArgumentException(
          "test fraction is " + testFraction + ", must be above 0 and below 1");
    }
    return (int) Math.max(1, Math.min(count - 1, Math.rint(count * testFraction)));
  }

  private static int[] inverse(int[] order) {
    int[] places = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      places[order[i]] = i;
    }
    return places;
  }

  private static DataSplit digested(SampleShape shape, Dataset training, Dataset test) {
    String shapes =
        String.join(
            "\n",
            "harmonic-sweep data 2",
            "training=" + training.samples(),
            "test=" + test.samples(),
            "shape=" + shape,
            "");
    String digest =
        new Sha256().add(shapes.getBytes(UTF_8)).add(training.values()).add(test.values()).hex();
    return new DataSplit(
        training, test, new DataIdentity(digest, shape, training.samples(), test.samples()));
  }
}
