package org.harmonicsweep.sweeps.spec;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads study files; {@code docs/studies.md} describes their language.
 *
 * <p>Reading stops at the first error. The study is checked key by key, data files last, so that a
 * broken study is never reported as a missing file.
 */
public final class SweepReader {
  /** Most trials of a study, replicates counted. */
  public static final int MOST_TRIALS = 1_000_000;

  private final Variables variables;
  private final Predicate<String> readable;

  /**
   * Creates a reader.
   *
   * @param variables values for {@code ${NAME}}
   * @param readable whether a path or URI that the study names can be read
   */
  public SweepReader(Map<String, String> variables, Predicate<String> readable) {
    this.variables = new Variables(variables);
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
    return StudyReader.read(ItemReader.read(file, text, variables), readable);
  }

  /**
   * Reads, checks and expands a study.
   *
   * @param file name shown in errors
   * @param bytes of the file, UTF-8 with or without byte order mark
   * @throws StudyException if anything is wrong with it
   */
  public Study read(String file, byte[] bytes) {
    return read(file, SourceText.decoded(file, bytes));
  }
}
