package org.harmonicsweep.jobs.drill;

import java.util.List;

/**
 * One try of a fault.
 *
 * @param met whether it met a run that was under way
 * @param seconds from the fault to a run that ended with a whole table
 * @param complaints about what did not go as documented
 * @param remark what happened
 */
record Round(boolean met, double seconds, List<String> complaints, String remark) {
  Round {
    complaints = List.copyOf(complaints);
  }
}
