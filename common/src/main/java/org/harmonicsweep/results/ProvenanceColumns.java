package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.optionalText;
import static org.harmonicsweep.results.Field.optionalWhole;
import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.text;
import static org.harmonicsweep.results.Field.whole;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.experiment.TrialOutcome.TimedOut;

/** What cannot be the same twice, in one struct that the digest leaves out. */
final class ProvenanceColumns {
  static final String NAME = "provenance";

  private static final List<Field<Provenance>> FIELDS =
      List.of(
          real("wall_seconds", "s", "wall-clock time of the trial", Provenance::wallSeconds),
          real("training_seconds", "s", "of which training", Provenance::trainingSeconds),
          real("cpu_seconds", "s", "processor time of the trial's thread", Provenance::cpuSeconds),
          text("host", "name of the machine", Provenance::host),
          text("finished_at", "end of the trial, ISO 8601 in UTC", Provenance::finishedAt),
          text("java", "version of the Java runtime", Provenance::java),
          text(
              "processor",
              "architecture and vector width in bits, such as amd64/512",
              Provenance::processor),
          whole("attempt", "1", "number of the task attempt, from 0", Provenance::attempt));

  /** How far a trial came until its time: another attempt comes less far, or farther. */
  private static final List<Field<RowSource>> STOPPED =
      List.of(
          optionalText(
              "stopped_in",
              "what the trial was at when it reached its time: training, spectrum, lipschitz,"
                  + " robustness or theory; null unless the status is timeout",
              row -> row.timedOut().map(TimedOut::phase)),
          optionalWhole(
              "stopped_at_step",
              "steps",
              "optimiser step that was the last to begin; null unless it was in training that the"
                  + " trial reached its time",
              row -> row.timedOut().flatMap(TimedOut::step)));

  private static final List<Field<RowSource>> ALL =
      Stream.concat(FIELDS.stream().map(ProvenanceColumns::ofRow), STOPPED.stream()).toList();

  private ProvenanceColumns() {}

  /** Returns the position of a field in the struct. */
  static Optional<Integer> position(String field) {
    return IntStream.range(0, ALL.size())
        .boxed()
        .filter(i -> ALL.get(i).column().name().equals(field))
        .findFirst();
  }

  static Field<RowSource> provenance() {
    return Field.struct(
        NAME, "where, when and how fast the row was made", ALL, Function.identity());
  }

  private static Field<RowSource> ofRow(Field<Provenance> field) {
    return new Field<>(field.column(), row -> field.value().apply(row.provenance()));
  }
}
