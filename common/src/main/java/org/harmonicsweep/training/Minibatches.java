package org.harmonicsweep.training;

import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Trial;

/**
 * The batches of a training, each found from the number of its step alone.
 *
 * <p>Streams: {@code shuffle} orders epoch e from index e · samples, {@code latent} and {@code
 * input-noise} give step t the normals from index (t − 1) · batch · latent and (t − 1) · batch ·
 * features, row by row.
 */
final class Minibatches {
  private final Kernels kernels;
  private final Dataset data;
  private final InputNoise inputNoise;
  private final RandomStream shuffle;
  private final long latentKey;
  private final long inputNoiseKey;
  private final Matrix clean;
  private final Matrix noisy;
  private final Matrix noise;
  private int[] order = new int[0];
  private long arranged = -1;

  Minibatches(Kernels kernels, Trial trial, Dataset data) {
    this.kernels = kernels;
    this.data = data;
    this.inputNoise = trial.model().inputNoise();
    this.shuffle = new RandomStream(trial.seeds().key("shuffle"));
    this.latentKey = trial.seeds().key("latent");
    this.inputNoiseKey = trial.seeds().key("input-noise");
    int rows = Math.min(trial.training().batch(), data.samples());
    this.clean = Matrix.zeros(rows, data.features());
    this.noisy = inputNoise.standardDeviation() > 0 ? Matrix.zeros(rows, data.features()) : clean;
    this.noise = Matrix.zeros(rows, trial.model().latent());
  }

  /** Returns the samples per step: the batch asked for, or all data where they are fewer. */
  int rows() {
    return clean.rows();
  }

  /** Returns the steps per epoch: whole batches only. */
  int steps() {
    return data.samples() / rows();
  }

  /**
   * Returns the batch of a step: views of scratch, valid until the next call.
   *
   * @param step from 1
   */
  Vae.Batch batch(long step) {
    int place = (int) ((step - 1) % steps());
    arrange((step - 1) / steps());
    for (int i = 0; i < rows(); i++) {
      int from = order[place * rows() + i] * data.features();
      System.arraycopy(data.values(), from, clean.values(), i * data.features(), data.features());
    }
    kernels.normals(latentKey, (step - 1) * noise.size(), noise);
    if (inputNoise.standardDeviation() > 0) {
      float deviation = (float) inputNoise.standardDeviation();
      kernels.noisy(inputNoiseKey, (step - 1) * noisy.size(), clean, deviation, noisy);
    }
    Matrix target = inputNoise.target() == InputNoise.Target.CLEAN ? clean : noisy;
    return new Vae.Batch(noisy, target, noise);
  }

  private void arrange(long epoch) {
    if (epoch != arranged) {
      order = shuffle.permutation(epoch * data.samples(), data.samples());
      arranged = epoch;
    }
  }
}
