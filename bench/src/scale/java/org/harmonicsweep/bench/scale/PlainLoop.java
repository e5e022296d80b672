package org.harmonicsweep.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.Trial;

/**
 * The same trials without Spark, plan, rows and files: threads that run them one after another and
 * throw the results away. Prints its seconds.
 *
 * <p>Arguments: the study, the number of threads.
 */
final class PlainLoop {
  private PlainLoop() {}

  public static void main(String[] arguments) throws Exception {
    Declared declared = Declared.in(arguments[0]);
    Study study = declared.study();
    DataSplit data = declared.data();
    List<Trial> trials = study.trials(data.identity());
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      Thread thread =
          new Thread(
              () -> {
                Experiment experiment = new Experiment(data, study.metrics());
                for (int at = next.getAndIncrement();
                    at < trials.size();
                    at = next.getAndIncrement()) {
                  experiment.run(trials.get(at));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - start) / 1e9);
  }
}
