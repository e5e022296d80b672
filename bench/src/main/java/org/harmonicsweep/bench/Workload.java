package org.harmonicsweep.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * A net to train, on uniform data in batches of {@link #BATCH}.
 *
 * @param name short, as in the tables
 * @param net its layers
 */
record Workload(String name, Net net) {
  static final int BATCH = 128;

  /** Batches per epoch. */
  static final int BATCHES = 20;

  private static final List<Workload> ALL =
      List.of(
          of("W1", "tanh 64 dense:32 latent:2 dense:32 dense:64"),
          of("W2", "relu 784 dense:256 latent:10 dense:256 dense:784"),
          of(
              "W3",
              "relu 1,28,28 conv:32,4,2,1 conv:64,4,2,1 dense:256 latent:10"
                  + " dense:256 dense:3136 map:64,7,7 deconv:32,4,2,1 deconv:1,4,2,1"),
          of(
              "W4",
              "logistic 784 dense:256 dense:256 dense:256 latent:64"
                  + " dense:256 dense:256 dense:256 dense:784"),
          // Newson, Almansa, Gousseau and Ladjal, "Processing simple geometric attributes with
          // autoencoders" (2020): the net of the disks
          of(
              "W5",
              "leaky_relu 1,63,63 conv:8,3,2,0 conv:4,3,2,0 conv:3,3,2,0 conv:2,3,2,0 conv:1,3,2,0"
                  + " latent:1 map:1,1,1 deconv:2,3,2,0 deconv:3,3,2,0 deconv:4,3,2,0"
                  + " deconv:8,3,2,0 deconv:1,3,2,0"));

  private static Workload of(String name, String text) {
    return new Workload(name, Net.parse(text));
  }

  static List<Workload> all() {
    return ALL;
  }

  /**
   * Returns the workloads of a list such as {@code W1,W2}.
   *
   * @throws IllegalArgumentException if there is none of a name
   */
  static List<Workload> named(String names) {
    return Stream.of(names.split(",", -1)).map(Workload::one).toList();
  }

  private static Workload one(String name) {
    return ALL.stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--workloads names '%s', known are %s"
                        .formatted(name, ALL.stream().map(Workload::name).toList())));
  }

  long operations() {
    return net.stepOperations(BATCH);
  }
}
