package org.harmonicsweep.bench;

import java.util.concurrent.TimeUnit;
import org.harmonicsweep.training.EngineSteps;
import org.harmonicsweep.trial.Engine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One training step of each workload, in a JVM that has seen no other. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
  /** The workload. */
  @Param({"W1", "W2", "W3", "W4", "W5"})
  public String workload;

  private EngineSteps steps;

  /** Starts from initial weights. */
  @Setup
  public void start() {
    steps = EngineTrial.start(Workload.named(workload).get(0), Engine.strict(), 0);
  }

  /** Batch, noise, gradients, Adam. */
  @Benchmark
  public double step() {
    return steps.next();
  }
}
