package org.harmonicsweep.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.OtherMachine;
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
  private static final String VECTORS = OtherMachine.VECTORS;

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
    List<OtherMachine> machines = new ArrayList<>();
    for (List<String> variant : variants) {
      machines.add(OtherMachine.start(OtherMachine.HOME, variant, Main.class));
    }
    String expected = digests();
    List<String> names = new ArrayList<>();
    for (OtherMachine machine : machines) {
      String output = machine.output();
      names.add(output.substring(0, output.indexOf(' ')));
      assertThat(output.substring(output.indexOf(' ') + 1)).as(output).isEqualTo(expected);
    }
    assertThat(names.get(0)).startsWith("vector-");
    assertThat(names.get(variants.size() - 1)).isEqualTo("scalar");
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
