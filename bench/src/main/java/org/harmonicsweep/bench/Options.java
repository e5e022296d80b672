package org.harmonicsweep.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code bench/compare} hands over, its commands already found.
 *
 * @param workloads in the order of the table
 * @param rounds at least 1
 * @param models trained at once by each contender: 1, or one per core
 * @param csv lines for programs instead of a table
 * @param python the command of the Python peer, empty for none
 * @param blas of {@code LD_PRELOAD} for it, empty for none
 * @param libtorch the command of the libtorch peer, empty for none
 * @param dl4j the command of the peer with the engine dl4j, empty for none
 */
record Options(
    List<Workload> workloads,
    int rounds,
    int models,
    boolean csv,
    List<String> python,
    String blas,
    List<String> libtorch,
    List<String> dl4j) {

  private static final List<String> NAMES =
      List.of(
          "--workloads",
          "--rounds",
          "--models",
          "--csv",
          "--python",
          "--blas",
          "--libtorch",
          "--dl4j");

  static Options parse(String[] arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("unknown option " + name);
      }
      values.put(name, argument.substring(equals + 1));
    }
    return new Options(
        Optional.ofNullable(values.get("--workloads")).map(Workload::named).orElse(Workload.all()),
        atLeastOne("--rounds", values.getOrDefault("--rounds", "9")),
        atLeastOne("--models", values.getOrDefault("--models", "1")),
        values.containsKey("--csv"),
        words(values.getOrDefault("--python", "")),
        values.getOrDefault("--blas", ""),
        words(values.getOrDefault("--libtorch", "")),
        words(values.getOrDefault("--dl4j", "")));
  }

  private static int atLeastOne(String name, String value) {
    if (!value.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(
          "%s is '%s', must be a whole number from 1 to 9999".formatted(name, value));
    }
    return Integer.parseInt(value);
  }

  /** Splits at newlines: paths may hold blanks. */
  private static List<String> words(String value) {
    return new ArrayList<>(value.lines().filter(line -> !line.isEmpty()).toList());
  }
}
