package org.harmonicsweep.sweeps.plan;

import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/**
 * Predicts the cost of a trial from its shapes.
 *
 * <p>Matrix products are counted exactly, the rest roughly; the rates are those of one core with
 * 512-bit vectors. Cohorts need only the ratios of costs to be about right, so a machine that is
 * twice as slow is planned for as well; only the predicted hours are then half of what they will
 * be.
 */
public final class CostModel {
  /** Floating-point operations per second of the training kernels. */
  static final double TRAINING_RATE = 60e9;

  /** Floating-point operations per second of the metrics, which are not tuned for speed. */
  static final double MEASURING_RATE = 8e9;

  /** Forward passes of both networks, in effect, that the metrics of one model take. */
  static final double MEASURED_PASSES = 100_000;

  /** Seconds per random normal, activation or Adam update of one number. */
  static final double SECONDS_PER_NORMAL = 10e-9;

  static final double SECONDS_PER_ACTIVATION = 1e-9;
  static final double SECONDS_PER_UPDATE = 0.5e-9;

  /** Seconds per step for what does not depend on any size. */
  static final double SECONDS_PER_STEP = 5e-6;

  private CostModel() {}

  /**
   * Returns the predicted seconds on one core for training and measuring.
   *
   * @return finite and above 0
   */
  public static double seconds(Trial trial) {
    Model model = trial.model();
    DataIdentity data = trial.data();
    Training training = trial.training();
    int batch = Math.min(training.batch(), data.trainingSamples());
    int stepsPerEpoch = data.trainingSamples() / batch;
    double steps = (double) training.epochs() * stepsPerEpoch;
    double evaluated = (double) training.epochs() * data.testSamples();
    Layout layout = Layout.of(model, data.shape());
    double products = products(layout);
    return steps * step(model, data.features(), batch, layout)
        + evaluated * 2 * products / TRAINING_RATE
        + MEASURED_PASSES * 2 * products / MEASURING_RATE;
  }

  /**
   * A multiplication and an addition per weight, sample and product: forward and twice backward.
   */
  private static double step(Model model, int features, int batch, Layout layout) {
    double weights = layout.all().stream().mapToDouble(LayerShape::parameters).sum();
    double noise = model.inputNoise().standardDeviation() > 0 ? features : 0;
    double units = layout.all().stream().mapToDouble(layer -> layer.output().size()).sum();
    return 6 * products(layout) * batch / TRAINING_RATE
        + SECONDS_PER_NORMAL * batch * (noise + model.latent())
        + SECONDS_PER_ACTIVATION * batch * units
        + SECONDS_PER_UPDATE * weights
        + SECONDS_PER_STEP;
  }

  private static double products(Layout layout) {
    return layout.all().stream().mapToDouble(LayerShape::products).sum();
  }
}
