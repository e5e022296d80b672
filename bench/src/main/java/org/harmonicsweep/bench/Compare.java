package org.harmonicsweep.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harmonicsweep.bench.Contender.Kind;
import org.harmonicsweep.bench.PeerContender.Launch;

/**
 * Times training steps of ours, of every PyTorch there is and of the engine dl4j; started by {@code
 * bench/compare}.
 */
public final class Compare {
  /**
   * Freed memory stays with the process. Otherwise each tensor of some 100 KB is fetched from the
   * kernel anew and cleared page by page, which takes longer than most operations on it; PyTorch's
   * performance guide asks for another allocator to the same end.
   */
  private static final Map<String, String> KEEP_MEMORY =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4000000000",
          "MALLOC_TRIM_THRESHOLD_", "4000000000",
          "MALLOC_TOP_PAD_", "67108864",
          "OMP_NUM_THREADS", "1");

  /** A new OpenBLAS knows the processor better than what is set for old ones; empty removes. */
  private static final Map<String, String> OWN_OPENBLAS =
      Map.of("OPENBLAS_CORETYPE", "", "OPENBLAS_L2_SIZE", "");

  private final Options options;
  private final PrintStream out;

  private Compare(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Prints a table; progress and contenders go to standard error. */
  public static void main(String[] arguments) throws InterruptedException {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("compare: " + e.getMessage());
      System.exit(64);
      return;
    }
    try {
      new Compare(options, new PrintStream(System.out, true, StandardCharsets.UTF_8)).run();
    } catch (IOException e) {
      System.err.println("compare: " + e.getMessage());
      System.exit(70);
    }
    // the threads of ours would keep the JVM
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    try {
      contenders.add(new EngineContender(options.models()));
      contenders.addAll(torches());
      if (!options.dl4j().isEmpty()) {
        contenders.add(start(Kind.ENGINE, "dl4j", options.dl4j(), KEEP_MEMORY));
      }
      if (options.models() > 1) {
        contenders.add(new EngineContender(1));
      }
      contenders.forEach(one -> say("%-16s %s", one.name(), one.about()));
      FloatingPeak.find()
          .ifPresent(peak -> say("%-16s %.1f GFLOP/s", "peak of a core", warm(peak) * 1e-9));
      print(new Rounds(contenders, options.models(), options.rounds()));
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  private static double warm(FloatingPeak peak) {
    double best = 0;
    for (int i = 0; i < 20; i++) {
      best = Math.max(best, peak.measure());
    }
    return best;
  }

  private void print(Rounds rounds) throws IOException, InterruptedException {
    if (options.csv()) {
      out.println(Table.CSV_HEADER);
    }
    List<Row> rows = new ArrayList<>();
    for (Workload workload : options.workloads()) {
      say("%s: %s", workload.name(), workload.net().text());
      rows.add(rounds.measure(workload));
      if (options.csv()) {
        out.println(Table.csv(rows.get(rows.size() - 1)));
      }
    }
    if (!options.csv()) {
      out.println(Table.text(rows));
    }
  }

  private List<Contender> torches() throws IOException {
    List<Contender> torches = new ArrayList<>();
    if (!options.python().isEmpty()) {
      torches.add(
          start(Kind.PYTORCH, "python", options.python(), torchEnvironment(options.blas())));
    }
    if (!options.libtorch().isEmpty()) {
      torches.add(start(Kind.PYTORCH, "libtorch", options.libtorch(), libtorch()));
      torches.add(start(Kind.PYTORCH, "libtorch-mkl", mkl(options.libtorch()), libtorch()));
    }
    return torches;
  }

  /** JavaCPP puts MKL under the name of OpenBLAS into its cache, so each needs one of its own. */
  private static List<String> mkl(List<String> command) {
    String cache = "-Dorg.bytedeco.javacpp.cachedir=";
    List<String> words = new ArrayList<>(command);
    words.replaceAll(word -> word.startsWith(cache) ? word + "-mkl" : word);
    words.add(1, "-Dorg.bytedeco.openblas.load=mkl_rt");
    return words;
  }

  private Contender start(
      Kind kind, String name, List<String> command, Map<String, String> environment)
      throws IOException {
    return PeerContender.start(kind, name, options.models(), new Launch(command, environment));
  }

  /**
   * Returns what a PyTorch of Python is started with; empty values remove a variable.
   *
   * @param blas library to take the products from, empty for the system's
   */
  static Map<String, String> torchEnvironment(String blas) {
    Map<String, String> environment = new HashMap<>(KEEP_MEMORY);
    if (!blas.isEmpty()) {
      environment.put("LD_PRELOAD", blas);
      environment.putAll(OWN_OPENBLAS);
    }
    return environment;
  }

  private static Map<String, String> libtorch() {
    Map<String, String> environment = new HashMap<>(KEEP_MEMORY);
    environment.putAll(OWN_OPENBLAS);
    return environment;
  }

  private static void say(String format, Object... values) {
    System.err.printf(Locale.ROOT, format + "%n", values);
  }
}
