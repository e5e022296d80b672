package org.harmonicsweep.jobs.execution;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.jobs.execution.CohortSummary.Failure;

/**
 * Stops a run that fails in the same way from the start, or more often than is tolerated: no use in
 * failing a thousand times.
 *
 * @param tolerated how many trials may fail or time out; infinite if any number
 */
record CircuitBreaker(double tolerated) {
  /** So many equal failures, and no trial that did not fail, are no accident. */
  private static final int EQUAL_FAILURES = 10;

  /** Returns the failure that all trials so far have in common, if there are enough of them. */
  static Optional<Failure> commonFailure(List<CohortSummary> finished) {
    long trials = finished.stream().mapToLong(CohortSummary::trials).sum();
    List<Failure> failures = finished.stream().flatMap(c -> c.failures().stream()).toList();
    boolean alike = failures.stream().map(Failure::stackHash).distinct().count() == 1;
    return trials >= EQUAL_FAILURES && failures.size() == trials && alike
        ? Optional.of(failures.get(0))
        : Optional.empty();
  }

  /** Returns whether more trials failed or timed out than are tolerated. */
  boolean isExceeded(List<CohortSummary> finished) {
    return failed(finished) > tolerated;
  }

  /** Returns how many trials failed or timed out. */
  static long failed(List<CohortSummary> finished) {
    return finished.stream().mapToLong(CohortSummary::failed).sum();
  }
}
