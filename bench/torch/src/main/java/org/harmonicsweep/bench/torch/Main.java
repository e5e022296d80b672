package org.harmonicsweep.bench.torch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Answers on standard output: {@code about} with one line of what runs here, {@code run NAME STEPS
 * NET} with the seconds that so many steps took. One thread.
 */
public final class Main {
  private static final int BATCH = 128;
  private static final int BATCHES = 20;

  private Main() {}

  /** A net in training on uniform data. */
  private static final class Run {
    private final Vae vae;
    private final FusedAdam adam;
    private final Tensor data;
    private Tensor order;
    private int place = BATCHES;

    Run(String net) {
      this.vae = new Vae(net);
      this.adam = new FusedAdam(vae.parameters());
      this.data = torch.rand(vae.batch(BATCH * BATCHES));
      this.order = torch.randperm(BATCH * BATCHES);
    }

    float step() {
      if (place == BATCHES) {
        place = 0;
        order = torch.randperm(BATCH * BATCHES);
      }
      try (PointerScope scope = new PointerScope()) {
        Tensor rows = order.narrow(0, (long) place++ * BATCH, BATCH);
        Tensor loss = vae.loss(data.index_select(0, rows));
        adam.reset();
        loss.backward();
        adam.step();
        return loss.item_float();
      }
    }
  }

  /** Reads commands until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    torch.set_num_threads(1);
    torch.manual_seed(0);
    Map<String, Run> runs = new HashMap<>();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 4);
      if (words[0].equals("about")) {
        System.out.println(about());
      } else {
        Run run = runs.computeIfAbsent(words[1], name -> new Run(words[3]));
        System.out.println(seconds(run, Integer.parseInt(words[2])));
      }
      System.out.flush();
    }
  }

  private static double seconds(Run run, int steps) {
    long start = System.nanoTime();
    float loss = 0;
    for (int i = 0; i < steps; i++) {
      loss += run.step();
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (!Float.isFinite(loss)) {
      throw new IllegalStateException("the loss is " + loss);
    }
    return seconds;
  }

  private static String about() {
    boolean mkl = System.getProperty("org.bytedeco.openblas.load", "").startsWith("mkl");
    return "libtorch %s, elementwise %s, oneDNN %s, products by %s"
        .formatted(
            between("TORCH_VERSION=", ","),
            torch.get_cpu_capability().getString(),
            between("MKL-DNN v", " "),
            mkl ? "MKL 2025.3" : "OpenBLAS 0.3.31");
  }

  private static String between(String start, String end) {
    String config = torch.show_config().getString();
    int from = config.indexOf(start) + start.length();
    return config.substring(from, config.indexOf(end, from));
  }
}
