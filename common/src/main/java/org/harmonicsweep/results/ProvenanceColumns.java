package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.text;
import static org.harmonicsweep.results.Field.whole;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

  private ProvenanceColumns() {}

  /** Returns the position of a field in the struct. */
  static Optional<Integer> position(String field) {
    return IntStream.range(0, FIELDS.size())
        .boxed()
        .filter(i -> FIELDS.get(i).column().name().equals(field))
        .findFirst();
  }

  static Field<RowSource> provenance() {
    return Field.struct(
        NAME, "where, when and how fast the row was made", FIELDS, RowSource::provenance);
  }
}
