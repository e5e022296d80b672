package org.harmonicsweep.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.training.EngineSteps;
import org.harmonicsweep.trial.Engine;

/** Our engine: one thread per model in this JVM. */
final class EngineContender implements Contender {
  private final int models;
  private final ExecutorService threads;
  private final Map<String, List<EngineSteps>> trainings = new HashMap<>();

  EngineContender(int models) {
    this.models = models;
    this.threads = Executors.newFixedThreadPool(models);
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public Kind kind() {
    return Kind.OURS;
  }

  @Override
  public int models() {
    return models;
  }

  @Override
  public String about() {
    return "strict engine, kernels %s, Java %s"
        .formatted(Kernels.create().name(), System.getProperty("java.version"));
  }

  @Override
  public boolean offers(Workload workload) {
    try {
      return !trainings(workload).isEmpty();
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return false;
    }
  }

  @Override
  public double seconds(Workload workload, int steps) throws IOException, InterruptedException {
    List<Callable<Double>> tasks = new ArrayList<>();
    for (EngineSteps training : trainings(workload)) {
      tasks.add(() -> run(training, steps));
    }
    long start = System.nanoTime();
    for (Future<Double> future : threads.invokeAll(tasks)) {
      finite(future);
    }
    return (System.nanoTime() - start) * 1e-9;
  }

  private static void finite(Future<Double> future) throws IOException, InterruptedException {
    try {
      double loss = future.get();
      if (!Double.isFinite(loss)) {
        throw new IOException("our loss is " + loss);
      }
    } catch (ExecutionException e) {
      throw new IOException("our engine failed", e);
    }
  }

  private static double run(EngineSteps training, int steps) {
    double loss = 0;
    for (int i = 0; i < steps; i++) {
      loss += training.next();
    }
    return loss;
  }

  private List<EngineSteps> trainings(Workload workload) {
    return trainings.computeIfAbsent(workload.name(), name -> start(workload));
  }

  private List<EngineSteps> start(Workload workload) {
    List<EngineSteps> started = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      started.add(EngineTrial.start(workload, Engine.strict(), i));
    }
    return started;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
