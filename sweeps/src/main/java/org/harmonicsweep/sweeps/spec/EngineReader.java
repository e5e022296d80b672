package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.trial.Averaging;
import org.harmonicsweep.trial.Engine;

/**
 * Reads {@code engine}: one or a list; {@code dl4j-spark} with its averaging or without.
 *
 * @param batch samples of a step
 */
record EngineReader(int batch) {
  private static final String STRICT = Engine.strict().key();
  private static final String DL4J = Engine.dl4j().key();
  private static final List<String> NAMES = List.of(STRICT, DL4J, Engine.Dl4jSpark.KEY);

  private static final String WORKERS = "workers";
  private static final String FREQUENCY = "averaging_frequency";
  private static final String DEPTH = "aggregation_depth";
  private static final String WORKER_BATCH = "worker_batch";
  private static final int MOST_WORKERS = 10_000;
  private static final int MOST_STEPS = 1_000_000;
  private static final int DEEPEST = 16;

  List<Engine> read(Item item) {
    if (!(item instanceof Item.Sequence sequence)) {
      return List.of(one(item));
    }
    if (sequence.items().isEmpty()) {
      throw StudyErrors.notAllowed(item, "at least one of " + String.join(", ", NAMES));
    }
    List<Engine> engines = new ArrayList<>();
    for (Item next : sequence.items()) {
      Engine engine = one(next);
      if (engines.stream().anyMatch(known -> known.key().equals(engine.key()))) {
        throw StudyErrors.repeatedValue(next, AxisValue.of(engine.key()));
      }
      engines.add(engine);
    }
    return List.copyOf(engines);
  }

  private Engine one(Item item) {
    if (item instanceof Item.Mapping) {
      Fields fields = Fields.of(item, List.of(Engine.Dl4jSpark.KEY));
      return averaged(
          Fields.of(
              fields.require(Engine.Dl4jSpark.KEY),
              List.of(WORKERS, FREQUENCY, DEPTH, WORKER_BATCH)));
    }
    String name = Fields.word(item, NAMES);
    if (name.equals(STRICT)) {
      return Engine.strict();
    }
    if (name.equals(DL4J)) {
      return Engine.dl4j();
    }
    return averaged(Fields.of(new Item.Mapping(item.place(), List.of()), List.of()));
  }

  private Engine averaged(Fields given) {
    Fields fields =
        given
            .orElse(WORKERS, "2")
            .orElse(FREQUENCY, "5")
            .orElse(DEPTH, "2")
            .orElse(WORKER_BATCH, String.valueOf(batch));
    int workerBatch = fields.whole(WORKER_BATCH, 1, batch);
    if (batch % workerBatch != 0) {
      throw StudyErrors.notAllowed(
          fields.require(WORKER_BATCH), "a divisor of the batch, which is " + batch);
    }
    return new Engine.Dl4jSpark(
        new Averaging(
            fields.whole(WORKERS, 1, MOST_WORKERS),
            fields.whole(FREQUENCY, 1, MOST_STEPS),
            fields.whole(DEPTH, 1, DEEPEST),
            workerBatch));
  }
}
