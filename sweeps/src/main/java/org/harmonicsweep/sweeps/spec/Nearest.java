package org.harmonicsweep.sweeps.spec;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harmonicsweep.trial.PlainText;

/** Guesses which word a user meant. */
final class Nearest {
  /** What other programs call our words. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("beta", "kl_weight"),
          Map.entry("kl", "kl_weight"),
          Map.entry("variance", "encoder_variance"),
          Map.entry("sigma", "encoder_variance"),
          Map.entry("noise", "input_noise"),
          Map.entry("noise_std", "input_noise"),
          Map.entry("latent_dim", "latent"),
          Map.entry("latent_size", "latent"),
          Map.entry("z_dim", "latent"),
          Map.entry("arch", "architecture"),
          Map.entry("lr", "learning_rate"),
          Map.entry("batch_size", "batch"),
          Map.entry("repeats", "replicates"),
          Map.entry("dataset", "data"),
          Map.entry("name", "study"),
          Map.entry("constraints", "where"),
          Map.entry("mnist", "idx"),
          Map.entry("sigmoid", "logistic"),
          Map.entry("identity", "linear"),
          Map.entry("lrelu", "leaky_relu"),
          Map.entry("normal", "gaussian"),
          Map.entry("logspace", "log10"));

  /** Longer than any word that is known; more of a word is not looked at. */
  private static final int LONGEST = 80;

  private Nearest() {}

  /** Returns the candidate meant by the given word, or empty if none is near. */
  static Optional<String> to(String word, Collection<String> candidates) {
    String start = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    String lower = PlainText.onOneLine(start).toLowerCase(Locale.ROOT).replace(' ', '_');
    String elsewhere = ELSEWHERE.getOrDefault(lower, "");
    if (candidates.contains(elsewhere)) {
      return Optional.of(elsewhere);
    }
    return candidates.stream()
        .filter(candidate -> distance(lower, candidate) <= tolerance(candidate))
        .min(comparingInt(candidate -> distance(lower, candidate)));
  }

  private static int tolerance(String candidate) {
    return Math.max(1, candidate.length() / 3);
  }

  /** Edits from one word to another; a swap of neighbours counts once (Damerau, CACM 1964). */
  private static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int fewest = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        fewest = Math.min(fewest, edits[i - 1][j - 1] + change);
        if (isSwap(from, i, to, j)) {
          fewest = Math.min(fewest, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = fewest;
      }
    }
    return edits[from.length()][to.length()];
  }

  private static boolean isSwap(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
