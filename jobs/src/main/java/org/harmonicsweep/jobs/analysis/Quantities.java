package org.harmonicsweep.jobs.analysis;

import java.util.List;
import org.harmonicsweep.results.ResultColumns;

/** The measured numbers among the columns of the table. */
final class Quantities {
  /** What {@code cells} shows; the rest is in {@code cell_quantities}. */
  static final List<String> HEADLINE =
      List.of(
          "test_elbo",
          "test_reconstruction",
          "test_kl",
          "decoder_high_frequency_share",
          "decoder_high_frequency_share_scaled",
          "encoder_high_frequency_share",
          "encoder_high_frequency_share_chord",
          "decoder_mean_hermite_degree",
          "decoder_lipschitz_lower",
          "decoder_lipschitz_upper",
          "encoder_lipschitz_lower",
          "encoder_lipschitz_upper",
          "reconstruct_lipschitz_lower",
          "reconstruct_lipschitz_upper");

  private static final String SHARE = "_high_frequency_share";
  private static final String LOWER = "_lipschitz_lower";

  private Quantities() {}

  /** Returns every scalar that was measured, in table order: no factor and no prediction. */
  static List<String> all() {
    return ResultColumns.measured();
  }

  /** Returns what {@code variance_decay} fits. */
  static List<Decaying> decaying() {
    return all().stream()
        .filter(n -> n.contains(SHARE) || n.endsWith(LOWER))
        .map(Decaying::of)
        .toList();
  }

  /** Returns the value at or below which a number says how it was computed. */
  static double floor(String quantity) {
    return quantity.contains(SHARE) ? Decaying.of(quantity).floor() : 0;
  }

  /**
   * A quantity that is expected to be a power of the encoder variance.
   *
   * @param name of the column
   * @param network that it is measured on
   * @param family of lines, empty where there are none
   * @param floor values at or below it are not the network's
   */
  record Decaying(String name, String network, String family, double floor) {
    static Decaying of(String name) {
      if (name.endsWith(LOWER)) {
        return new Decaying(name, name.substring(0, name.indexOf(LOWER)), "", 0);
      }
      int share = name.indexOf(SHARE);
      String suffix = name.substring(share + SHARE.length());
      String family = suffix.isEmpty() ? "isotropic" : suffix.substring(1);
      String network = name.substring(0, share);
      return new Decaying(name, network, family, floor(network, family));
    }

    /**
     * Returns a bound on the share that a straight line has: what the window alone puts above the
     * cutoff, 6e-13 for the decoder, 3e-8 along chords and 1.5e-4 along random input directions,
     * and what rounding adds.
     */
    private static double floor(String network, String family) {
      if (network.equals("decoder")) {
        return 1e-11;
      }
      return family.equals("chord") ? 1e-7 : 3e-4;
    }
  }
}
