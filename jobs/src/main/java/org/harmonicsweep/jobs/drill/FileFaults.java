package org.harmonicsweep.jobs.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Faults of files: cut off, changed, and no space for them. */
final class FileFaults {
  private static final long MOUNT_SECONDS = 10;
  private static final int DISK_MEBIBYTES = 64;

  /** Some bits mean nothing, as in the index that no reader of ours uses: then no row differs. */
  private static final String UNSEEN = ", not noticed";

  /** Room for the plan and hardly a part. */
  private static final int LEFT_BYTES = 150_000;

  private FileFaults() {}

  /** Cuts off between a byte and all. */
  static Round truncated(Scene scene, Path whole) throws IOException, InterruptedException {
    copy(whole, scene.results());
    Path part = part(scene);
    byte[] bytes = Files.readAllBytes(part);
    int kept = (int) (scene.chance("length") * bytes.length);
    Files.write(part, Arrays.copyOf(bytes, kept));
    Round round = damaged(scene, part, "%d of %d bytes kept".formatted(kept, bytes.length));
    List<String> complaints = new ArrayList<>(round.complaints());
    if (round.remark().endsWith(UNSEEN)) {
      complaints.add("the damaged part is not named: " + round.remark());
    }
    return new Round(round.met(), round.seconds(), complaints, round.remark());
  }

  static Round flipped(Scene scene, Path whole) throws IOException, InterruptedException {
    copy(whole, scene.results());
    Path part = part(scene);
    byte[] bytes = Files.readAllBytes(part);
    int bit = (int) (scene.chance("bit") * bytes.length * Byte.SIZE);
    bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    Files.write(part, bytes);
    return damaged(scene, part, "bit %d of byte %d".formatted(bit % Byte.SIZE, bit / Byte.SIZE));
  }

  private static Round damaged(Scene scene, Path part, String remark)
      throws IOException, InterruptedException {
    long fault = System.nanoTime();
    Child run = scene.start("damaged");
    List<String> complaints = scene.endsWhole(run);
    boolean isNamed = run.text().contains("trials/" + part.getFileName() + " was damaged");
    return new Round(
        true, Scene.secondsSince(fault), complaints, isNamed ? remark : remark + UNSEEN);
  }

  private static Path part(Scene scene) throws IOException {
    List<Path> parts = scene.parts();
    return parts.get((int) (scene.chance("part") * parts.size()));
  }

  /** Fills a disk of its own until a part has no room, then makes room. */
  static Round full(Scene scene) throws IOException, InterruptedException {
    Path ballast = scene.out().resolve("_ballast");
    Files.write(ballast, new byte[(DISK_MEBIBYTES << 20) - LEFT_BYTES]);
    Child run = scene.start("full");
    int code = Scene.end(run);
    long fault = System.nanoTime();
    List<String> complaints = new ArrayList<>();
    if (code == 0) {
      complaints.add("a full disk, and exit code 0");
    }
    if (!run.lastWord().contains("No space left on device")) {
      complaints.add("exit code %d does not say why: %s".formatted(code, run.lastWord()));
    }
    String remark = run.lastWord();
    Files.delete(ballast);
    complaints.addAll(scene.finish(Map.of()));
    return new Round(code != 0, Scene.secondsSince(fault), complaints, remark);
  }

  /** Puts a small disk in a directory's place; returns why that cannot be done, or nothing. */
  static String mount(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    String size = "size=%dm".formatted(DISK_MEBIBYTES);
    return did("mount", "-t", "tmpfs", "-o", size, "tmpfs", directory.toString())
        ? ""
        : "to mount a small disk takes root; under 'unshare -rm' one is that";
  }

  static void unmount(Path directory) throws IOException, InterruptedException {
    did("umount", "--lazy", directory.toString());
  }

  private static boolean did(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false; // there is no such command
    }
    if (!process.waitFor(MOUNT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
