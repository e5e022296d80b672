package org.harmonicsweep.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.harmonicsweep.training.EngineSteps;
import org.harmonicsweep.trial.Engine;

/**
 * The engine dl4j in a process of its own, so that its jars and its memory are not ours: answers
 * the lines of {@link Peer} on standard output. One thread.
 */
public final class EnginePeer {
  private final Map<String, EngineSteps> trainings = new HashMap<>();

  private EnginePeer() {}

  /** Reads commands until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // what a library has to say is no answer
    EnginePeer peer = new EnginePeer();
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      answers.println(peer.answer(line.split(" ", 4)));
      answers.flush();
    }
  }

  private String answer(String[] words) {
    if (words[0].equals("about")) {
      return "engine dl4j, Java " + System.getProperty("java.version");
    }
    Workload workload = new Workload(words[1], Net.parse(words[3]));
    EngineSteps training =
        trainings.computeIfAbsent(words[1], name -> EngineTrial.start(workload, Engine.dl4j(), 0));
    return String.valueOf(seconds(training, Integer.parseInt(words[2])));
  }

  private static double seconds(EngineSteps training, int steps) {
    long start = System.nanoTime();
    double loss = 0;
    for (int i = 0; i < steps; i++) {
      loss += training.next();
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("the loss is " + loss);
    }
    return seconds;
  }
}
