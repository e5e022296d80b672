package org.harmonicsweep.sweeps.spec;

import java.util.Map;
import java.util.function.Predicate;

/** Reads study files. */
public final class SweepReader {
  private final Map<String, String> variables;
  private final Predicate<String> readable;

  /**
   * Creates a reader.
   *
   * @param variables values for {@code ${NAME}}
   * @param readable whether a path or URI that the study names can be read
   */
  public SweepReader(Map<String, String> variables, Predicate<String> readable) {
    this.variables = Map.copyOf(variables);
    this.readable = readable;
  }

  /**
   * Reads, checks and expands a study.
   *
   * @param file name shown in errors
   * @param text of the file
   * @throws StudyException if anything is wrong with it
   */
  public Study read(String file, String text) {
    throw new UnsupportedOperationException("to be written " + variables + readable);
  }
}
