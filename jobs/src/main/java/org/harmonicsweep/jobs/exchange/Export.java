package org.harmonicsweep.jobs.exchange;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.jobs.ModelErrors;
import org.harmonicsweep.jobs.reproduction.Rerun;
import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Trial;

/**
 * The networks of a row, whose weights are those of the row bit for bit.
 *
 * @param trial of the row
 * @param vae trained again
 * @param study that the row is of
 */
public record Export(Trial trial, TrainedVae vae, String study) {
  /** Digits of the trial's id in the names of files. */
  private static final int DIGITS = 12;

  /** What begins the names of the files' properties. */
  private static final String PROPERTY = "harmonic-sweep.";

  /**
   * Trains the trial of a row again.
   *
   * @throws org.harmonicsweep.jobs.JobException if the row has no network, or if the weights come
   *     out otherwise
   */
  public static Export of(Rerun rerun) {
    StoredRow row = rerun.stored();
    String id = row.text("trial_id");
    requireNetwork(row);
    TrainedVae vae = rerun.train().orElseThrow(() -> ModelErrors.noNetwork(id, row.text("status")));
    String stored = row.text("weights_digest");
    if (!vae.weightsDigest().equals(stored)) {
      throw ModelErrors.otherNetwork(id, vae.weightsDigest(), stored);
    }
    return new Export(rerun.trial(), vae, row.text("study"));
  }

  /**
   * Returns if a row has a network.
   *
   * @throws org.harmonicsweep.jobs.JobException otherwise
   */
  public static void requireNetwork(StoredRow row) {
    if (!row.text("status").equals("ok")) {
      throw ModelErrors.noNetwork(row.text("trial_id"), row.text("status"));
    }
  }

  /** Returns the names of the files of a trial: encoder, then decoder. */
  public static List<String> names(String trial, ModelFormat format) {
    return List.of("encoder", "decoder").stream()
        .map(part -> "%s-%s.%s".formatted(trial.substring(0, DIGITS), part, format.suffix()))
        .toList();
  }

  /**
   * Writes encoder and decoder under their {@link #names}, each whole or not at all; a file that is
   * there is replaced.
   *
   * @param version of the program
   * @return the files
   */
  public List<Path> write(Path directory, ModelFormat format, String version) {
    List<String> names = names(trial.id().value(), format);
    Path encoder = directory.resolve(names.get(0));
    Path decoder = directory.resolve(names.get(1));
    try {
      Files.createDirectories(directory);
      put(encoder, file -> format.write(file, "x", encoders(), properties("encoder", version)));
      put(decoder, file -> format.write(file, "z", decoders(), properties("decoder", version)));
    } catch (IOException e) {
      throw ModelErrors.file(directory.toString(), e);
    }
    return List.of(encoder, decoder);
  }

  private Map<String, ShapedNetwork> encoders() {
    SampleShape code = SampleShape.vector(trial.model().latent());
    SampleShape sample = trial.data().shape();
    Map<String, ShapedNetwork> heads = new LinkedHashMap<>();
    heads.put("mean", new ShapedNetwork(vae.encoderMean(), sample, code));
    vae.encoderLogVariance()
        .ifPresent(network -> heads.put("log_variance", new ShapedNetwork(network, sample, code)));
    return heads;
  }

  private Map<String, ShapedNetwork> decoders() {
    SampleShape code = SampleShape.vector(trial.model().latent());
    return Map.of("x_mean", new ShapedNetwork(vae.decoder(), code, trial.data().shape()));
  }

  private Map<String, String> properties(String part, String version) {
    Map<String, String> properties = new TreeMap<>();
    properties.put(PROPERTY + "part", part);
    properties.put(PROPERTY + "trial_id", trial.id().value());
    properties.put(PROPERTY + "study", study);
    properties.put(PROPERTY + "weights_digest", vae.weightsDigest());
    properties.put(PROPERTY + "contract", trial.engine().contract());
    properties.put(PROPERTY + "version", version);
    properties.put(PROPERTY + "likelihood", trial.model().likelihood().key());
    properties.put(
        PROPERTY + "encoder_variance",
        trial.model().encoderVariance().match(fixed -> Double.toString(fixed), () -> "learned"));
    properties.put(PROPERTY + "seed", Long.toString(trial.seeds().seed()));
    properties.put(PROPERTY + "replicate", Integer.toString(trial.seeds().replicate()));
    return properties;
  }

  @FunctionalInterface
  private interface Written {
    void to(Path file) throws IOException;
  }

  /** Under another name first, so that nobody sees half a file. */
  private static void put(Path file, Written written) throws IOException {
    Path beside =
        Files.createTempDirectory(file.toAbsolutePath().getParent(), "." + file.getFileName());
    Path whole = beside.resolve("whole");
    try {
      written.to(whole);
      move(whole, file);
    } finally {
      Files.deleteIfExists(whole);
      Files.delete(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
