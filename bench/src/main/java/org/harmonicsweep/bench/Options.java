package org.harmonicsweep.bench;

import java.util.ArrayList;
import java.util.List;

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

  static final Options DEFAULTS =
      new Options(Workload.all(), 9, 1, false, List.of(), "", List.of(), List.of());

  static Options parse(String[] arguments) {
    Options options = DEFAULTS;
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      options = options.with(name, argument.substring(equals + 1));
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--workloads" ->
          new Options(Workload.named(value), rounds, models, csv, python, blas, libtorch, dl4j);
      case "--rounds" ->
          new Options(
              workloads, atLeastOne(name, value), models, csv, python, blas, libtorch, dl4j);
      case "--models" ->
          new Options(
              workloads, rounds, atLeastOne(name, value), csv, python, blas, libtorch, dl4j);
      case "--csv" -> new Options(workloads, rounds, models, true, python, blas, libtorch, dl4j);
      case "--python" ->
          new Options(workloads, rounds, models, csv, words(value), blas, libtorch, dl4j);
      case "--blas" -> new Options(workloads, rounds, models, csv, python, value, libtorch, dl4j);
      case "--libtorch" ->
          new Options(workloads, rounds, models, csv, python, blas, words(value), dl4j);
      case "--dl4j" ->
          new Options(workloads, rounds, models, csv, python, blas, libtorch, words(value));
      default -> throw new IllegalArgumentException("unknown option " + name);
    };
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
