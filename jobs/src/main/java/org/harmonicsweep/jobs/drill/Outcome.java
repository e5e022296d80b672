package org.harmonicsweep.jobs.drill;

import java.util.List;

/**
 * What a fault did.
 *
 * @param fault that was tried
 * @param tried how often it met a run that was under way
 * @param difference of the tables from the undisturbed one, all tries together
 * @param seconds from the fault to a run that ended with a whole table, the longest
 * @param complaints about anything else that did not go as documented
 * @param remark what happened, or why it was not tried
 */
public record Outcome(
    Fault fault,
    int tried,
    Difference difference,
    double seconds,
    List<String> complaints,
    String remark) {
  public Outcome {
    complaints = List.copyOf(complaints);
  }

  /** Returns the outcome of a fault that cannot be tried here. */
  static Outcome notTried(Fault fault, String why) {
    return new Outcome(fault, 0, Difference.NONE, 0, List.of(), "not tried: " + why);
  }

  /** Returns the complaints, or the remark. */
  public String words() {
    return complaints.isEmpty() ? remark : String.join("; ", complaints);
  }
}
