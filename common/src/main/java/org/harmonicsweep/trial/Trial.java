package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One model to train: everything that determines its weights, bit for bit, and nothing else.
 *
 * @param model one cell of the grid
 * @param training length, batch and learning rate
 * @param seeds of this replicate
 * @param data what it is trained on
 * @param engine that trains it
 */
public record Trial(Model model, Training training, Seeds seeds, DataIdentity data, Engine engine)
    implements Serializable {
  public Trial {
    requireNonNull(model, "model is null");
    requireNonNull(training, "training is null");
    requireNonNull(seeds, "seeds is null");
    requireNonNull(data, "data is null");
    requireNonNull(engine, "engine is null");
  }

  /** Returns the identity: SHA-256 over {@link #canonical()}. */
  public TrialId id() {
    return new TrialId(Sha256.hex(canonical()));
  }

  /**
   * Returns the text whose hash is the identity: one {@code key=value} line per ingredient.
   *
   * <p>Numbers are written in hexadecimal, which no Java version rounds differently.
   */
  public String canonical() {
    InputNoise noise = model.inputNoise();
    return String.join(
        "\n",
        "harmonic-sweep trial 1",
        "engine=" + engine.contract(),
        "data=" + data.digest(),
        "layers=" + model.architecture().layers(),
        "latent=" + model.latent(),
        "likelihood=" + model.likelihood().key(),
        "encoder_variance=" + model.encoderVariance().match(Double::toHexString, () -> "learned"),
        "kl_weight=" + Double.toHexString(model.klWeight()),
        "input_noise=" + Double.toHexString(noise.standardDeviation()),
        "noise_target=" + (noise.standardDeviation() > 0 ? noise.target().key() : "none"),
        "epochs=" + training.epochs(),
        "batch=" + training.batch(),
        "learning_rate=" + Double.toHexString(training.learningRate()),
        "seed=" + seeds.seed(),
        "replicate=" + seeds.replicate());
  }
}
