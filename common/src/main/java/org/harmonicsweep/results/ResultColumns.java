package org.harmonicsweep.results;

import java.util.List;
import org.harmonicsweep.experiment.TrialResult;

/** Every column of the table {@code trials}: name, type, unit and meaning stand here, once. */
public final class ResultColumns {
  private ResultColumns() {}

  /**
   * What a row says of the study it was made for.
   *
   * @param study name of the study
   * @param planDigest digest of the plan
   * @param measurement digest of the metric set
   */
  public record StudyStamp(String study, String planDigest, String measurement)
      implements java.io.Serializable {}

  /** Returns the columns, in table order. */
  public static List<Column> all() {
    throw new UnsupportedOperationException("to be written");
  }

  /** Returns the row of a result, its digest included. */
  public static TrialRow row(StudyStamp stamp, TrialResult result, Provenance provenance) {
    throw new UnsupportedOperationException("to be written");
  }
}
