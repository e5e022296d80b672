package org.harmonicsweep.jobs.drill;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.harmonicsweep.jobs.DrillErrors;

/** What a drill does to a run. */
public enum Fault {
  /** The driver is killed at a random moment. */
  DRIVER_KILLED("kill -9 of the driver at a random moment"),
  /** An executor is killed in the middle of a task. */
  EXECUTOR_KILLED("kill -9 of an executor with a running task"),
  /** An executor hangs in the middle of a task. */
  EXECUTOR_HUNG("an executor is stopped for good in the middle of a task"),
  /** An executor is slow, so that copies of its tasks run elsewhere and race with them. */
  STRAGGLER("an executor pauses and goes on, while copies of its task run"),
  /** The disk of the result directory is full. */
  DISK_FULL("no space is left where the rows go; later there is"),
  /** The end of a part is missing. */
  PART_TRUNCATED("the end of a finished part is cut off"),
  /** A bit of a part is wrong. */
  BIT_FLIPPED("a bit of a finished part is flipped"),
  /** Two runs of one study share its directory. */
  TWO_DRIVERS("two drivers run one study at once"),
  /** The clock goes back between two runs. */
  CLOCK_BACK("the driver is killed, and what it wrote is from tomorrow for the next"),
  /** The clock is set while a run goes on. */
  CLOCK_SET("the clock of a run is set a day ahead, then 25 hours back"),
  /** The driver is asked to end. */
  TERMINATED("SIGTERM to the driver in the middle of the training"),
  /** Trials diverge, and the driver is killed. */
  TRIALS_DIVERGE("trials diverge, and the driver is killed"),
  /** Trials throw, and the driver is killed. */
  TRIALS_THROW("trials throw, and the driver is killed"),
  /** A trial is too large for its executor. */
  MEMORY_SHORT("a trial is too large for its executor; later it has more memory");

  private final String meaning;

  Fault(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the name that a user writes. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what happens, in words. */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the fault with a name.
   *
   * @throws org.harmonicsweep.jobs.JobException if there is none
   */
  public static Fault of(String key) {
    List<Fault> all = List.of(values());
    return all.stream()
        .filter(fault -> fault.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> DrillErrors.unknownFault(key, Arrays.stream(values()).map(Fault::key).toList()));
  }
}
