package org.harmonicsweep.jobs.cli;

import java.util.List;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.execution.StopSwitch;

/** Turns Ctrl-C, SIGTERM and a closed terminal into an orderly stop. */
final class Signals {
  private static final String HANG_UP = "HUP";

  private Signals() {}

  /**
   * Throws the switch at the first signal, and ends the process at the second.
   *
   * <p>Either way the directory can be resumed: a part is there whole or not at all.
   */
  static void stopOnInterrupt(StopSwitch stop) {
    for (String signal : List.of(IrqHandler.CONTROL_C, IrqHandler.SIGTERM, HANG_UP)) {
      try {
        new IrqHandler(signal, interrupt -> stop(stop)).bind();
      } catch (IllegalArgumentException e) {
        // java -Xrs keeps signals to itself; then they end the process at once, which loses nothing
        return;
      }
    }
  }

  private static void stop(StopSwitch stop) {
    if (!stop.request()) {
      Runtime.getRuntime().halt(ExitCode.STOPPED.number());
    }
  }
}
