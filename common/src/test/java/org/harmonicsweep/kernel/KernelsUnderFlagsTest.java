package org.harmonicsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.harmonicsweep.trial.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs every kernel in other virtual machines: other vector widths, no compiler, Java 25. */
class KernelsUnderFlagsTest {
  /** Prints the kernels' name and a digest of what all of them give. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Kernels kernels = Kernels.create();
      System.out.println(kernels.name() + " " + digest(kernels));
    }
  }

  @Test
  @Timeout(120)
  void digestsAgree() throws IOException, InterruptedException {
    List<OtherMachine> machines = new ArrayList<>();
    // a processor without these instructions, or of another make, runs with what it has
    for (String option :
        List.of("-XX:UseAVX=0", "-XX:UseAVX=1", "-XX:UseAVX=2", "-XX:UseAVX=3", "-Xint")) {
      machines.add(
          OtherMachine.start(OtherMachine.HOME, List.of(OtherMachine.VECTORS, option), Main.class));
    }
    for (Path home : otherJavas()) {
      machines.add(OtherMachine.start(home, List.of(OtherMachine.VECTORS), Main.class));
    }
    String expected = digest(Kernels.scalar());
    assertThat(digest(Kernels.create())).isEqualTo(expected);
    for (OtherMachine machine : machines) {
      assertThat(machine.output()).startsWith("vector-").endsWith(expected);
    }
  }

  /** Java 25, where this machine has it. */
  private static List<Path> otherJavas() throws IOException {
    Path homes = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(homes)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(homes)) {
      return found
          .filter(home -> home.getFileName().toString().contains("25"))
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .toList();
    }
  }

  // Small shapes, though with every kind of tail: where a processor lacks fused multiply-adds Java
  // computes them in software, some hundred times slower.
  private static String digest(Kernels kernels) {
    Sha256 sha = new Sha256();
    for (String name : KernelOperations.ELEMENTWISE.keySet().stream().sorted().toList()) {
      for (int columns : new int[] {1, 3, 16, 37}) {
        List<Matrix> operands = KernelOperations.operands(columns, 40 / columns + 1, columns);
        KernelOperations.ELEMENTWISE.get(name).accept(kernels, operands);
        operands.forEach(operand -> sha.add(canonical(operand.values())));
      }
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 12; i++) {
      int[] shape = {random.nextInt(1, 9), random.nextInt(1, 9), random.nextInt(1, 80)};
      float[] a = KernelOperations.random(random, shape[0] * shape[1] + 3);
      float[] b = KernelOperations.random(random, shape[1] * shape[2] + 5);
      for (KernelOperations.Product product : KernelOperations.Product.values()) {
        sha.add(canonical(product.apply(kernels, a, b, shape)));
      }
    }
    for (int seed = 0; seed < 12; seed++) {
      KernelOperations.StencilCase one = new KernelOperations.StencilCase(seed);
      sha.add(canonical(one.convolve(kernels).values()));
      sha.add(canonical(one.correlate(kernels).values()));
    }
    return sha.hex();
  }

  /** One NaN for all: their payloads are no part of the contract. */
  private static float[] canonical(float[] values) {
    float[] canonical = values.clone();
    for (int i = 0; i < canonical.length; i++) {
      canonical[i] = Float.isNaN(canonical[i]) ? Float.NaN : canonical[i];
    }
    return canonical;
  }
}
