package org.harmonicsweep.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trains in other virtual machines: narrower vectors, none, and no compiler. */
class SameBitsOnEveryProcessorTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** Prints the kernels' name and the digests of a few trainings. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.out.println(Kernels.create().name() + " " + digests());
    }
  }

  @Test
  @Timeout(120)
  void digestsAgree() throws IOException, InterruptedException {
    // a processor without these instructions, or of another make, runs with what it has
    List<List<String>> variants =
        List.of(
            List.of(VECTORS),
            List.of(VECTORS, "-XX:UseAVX=2"),
            List.of(VECTORS, "-XX:UseAVX=1"),
            List.of(VECTORS, "-XX:TieredStopAtLevel=1"),
            List.of());
    List<Process> machines = new ArrayList<>();
    for (List<String> variant : variants) {
      machines.add(start(variant));
    }
    String expected = digests();
    List<String> names = new ArrayList<>();
    for (Process machine : machines) {
      String output = new String(machine.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(machine.waitFor()).as(output).isZero();
      names.add(output.substring(0, output.indexOf(' ')));
      assertThat(output.substring(output.indexOf(' ') + 1)).as(output).isEqualTo(expected);
    }
    assertThat(names.get(0)).startsWith("vector-");
    assertThat(names.get(variants.size() - 1)).isEqualTo("scalar");
  }

  private static Process start(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-Xmx128m", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String digests() {
    DataSplit data = Trials.uniform(37, 40, 5);
    return Stream.of(Activation.TANH, Activation.LEAKY_RELU, Activation.LOGISTIC)
        .flatMap(activation -> Stream.of(Likelihood.values()).map(kind -> model(activation, kind)))
        .map(model -> Trials.trial(model, new Training(2, 13, 1e-2), data))
        .map(trial -> Trials.trained(Trainer.train(trial, data)).weightsDigest())
        .collect(Collectors.joining(" "));
  }

  private static Model model(Activation activation, Likelihood likelihood) {
    Architecture architecture =
        Architecture.dense("odd", List.of(35, 18), List.of(18, 35), activation);
    return new Model(
        architecture, 3, likelihood, EncoderVariance.learned(), 1, InputNoise.denoising(0.1));
  }
}
