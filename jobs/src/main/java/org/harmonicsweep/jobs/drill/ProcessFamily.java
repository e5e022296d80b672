package org.harmonicsweep.jobs.drill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Processes that end when this is closed, and when the JVM ends that started them. */
final class ProcessFamily implements AutoCloseable {
  private final Set<ProcessHandle> members = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::end, "end of all processes");
  private volatile boolean isOver;

  ProcessFamily() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a process whose output goes to a file. */
  Child start(List<String> command, Map<String, String> environment, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(log.resolveSibling("").toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    members.add(process.toHandle());
    if (isOver) {
      end(); // the JVM began to end while the process began to run
    }
    return new Child(process, log);
  }

  /** Takes in a process that a member started: it may outlive the member. */
  void adopt(ProcessHandle process) {
    members.add(process);
  }

  private void end() {
    isOver = true;
    List<ProcessHandle> all =
        members.stream()
            .flatMap(member -> Stream.concat(member.descendants(), Stream.of(member)))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending: the hook does the same once more
    }
  }
}
