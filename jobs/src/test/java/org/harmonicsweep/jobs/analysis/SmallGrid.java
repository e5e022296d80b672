package org.harmonicsweep.jobs.analysis;

import static org.harmonicsweep.trial.EncoderVariance.fixed;
import static org.harmonicsweep.trial.EncoderVariance.learned;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Trial;

/**
 * A grid that looks like a real one: two architectures, fixed and learned variance, KL weights and
 * input noise, three replicates.
 *
 * <p>In it one trial diverged, one failed, one is missing, one is there twice and one has a row of
 * an older measurement.
 */
public final class SmallGrid {
  private static final int REPLICATES = 3;

  private SmallGrid() {}

  /** Writes the grid below a directory. */
  public static Planted write(Path out, long seed) {
    return write(new Planted(out, cells(), REPLICATES), seed);
  }

  /** Writes the rows of the grid's plan. */
  public static Planted write(Planted grid, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TrialRow> rows = new ArrayList<>();
    for (Trial trial : grid.trials()) {
      rows.add(grid.row(trial, measured(trial.model(), random)));
    }
    TrialRow older = Planted.with(rows.get(5), Map.of("measurement", "old", "row_digest", "x"));
    rows.set(3, failed(rows.get(3)));
    rows.set(
        7, Planted.with(unmeasured(rows.get(7)), Map.of("status", "diverged", "failure_step", 3L)));
    grid.write(List.of(rows.get(10), older));
    rows.remove(12);
    grid.write(rows.subList(0, 20));
    grid.write(rows.subList(20, rows.size()));
    return grid;
  }

  /** Returns the cells of the grid. */
  public static List<Model> cells() {
    List<Model> cells = new ArrayList<>();
    for (String name : List.of("narrow", "wide")) {
      for (EncoderVariance variance :
          List.of(fixed(0.0025), fixed(0.01), fixed(0.09), fixed(0.25), fixed(1), learned())) {
        for (double klWeight : List.of(0.5, 1.0, 4.0)) {
          for (double noise : List.of(0.0, 0.5)) {
            cells.add(Planted.cell(name, name.length() * 4, variance, klWeight, noise));
          }
        }
      }
    }
    return cells;
  }

  private static Map<String, Object> measured(Model model, SplittableRandom random) {
    double posterior =
        model.encoderVariance().value().orElse(0.09 * model.klWeight())
            * (1 + model.inputNoise().standardDeviation());
    Map<String, Object> values = new HashMap<>();
    values.put("posterior_variance", posterior);
    values.put("posterior_variance_theory", posterior * 1.1);
    int width = model.architecture().encoder().get(0).on(SampleShape.vector(1)).output().size();
    double share = 2e-4 * Math.pow(posterior, -0.8) / model.klWeight() * width / 20;
    for (String family :
        List.of(
            "decoder_high_frequency_share",
            "decoder_high_frequency_share_scaled",
            "encoder_high_frequency_share",
            "encoder_high_frequency_share_chord")) {
      values.put(family, Math.min(0.9, share) * Math.exp(0.2 * random.nextGaussian()));
    }
    double gain = 2.5 * Math.pow(posterior, -0.25) * width / 20;
    values.put("decoder_lipschitz_lower", gain * Math.exp(0.05 * random.nextGaussian()));
    values.put("decoder_lipschitz_upper", 2.8 * gain * Math.exp(0.05 * random.nextGaussian()));
    values.put("decoder_lipschitz_lower_theory", gain);
    values.put(
        "encoder_lipschitz_lower",
        2 + 0.1 * random.nextGaussian() - model.inputNoise().standardDeviation());
    values.put("encoder_lipschitz_upper", 5 + 0.1 * random.nextGaussian());
    values.put("test_elbo", -700 - posterior + random.nextGaussian());
    values.put("decoder_mean_hermite_degree", 2 + random.nextDouble());
    values.put("test_reconstruction", 20 + posterior * model.klWeight());
    values.put("noise_stability", List.of(Arrays.asList("decoder", "prior", 0.9, 0.7, null)));
    values.put("modes", List.of(List.of(1L, "decoder_gain", 1.5, 1.6, 0.1)));
    values.put("curve", curve(random));
    values.put("spectra", spectra(random));
    values.put(
        "frequency_measures",
        List.of(
            Arrays.asList("decoder", "hermite_degree", "prior", null, 2.5),
            List.of("decoder", "split", "prior", 0.5, 0.1)));
    values.put("layers", List.of(List.of("decoder", 1L, 1.5), List.of("decoder", 2L, 2.5)));
    values.put("witnesses", List.of(List.of("decoder", 3.5, List.of(0.5, -0.5))));
    return values;
  }

  private static List<Object> curve(SplittableRandom random) {
    return List.of(
        List.of(1L, 9L, 40 + random.nextDouble(), -720.0, 20.0, 5.0),
        List.of(2L, 18L, 30 + random.nextDouble(), -710.0, 18.0, 6.0));
  }

  private static List<Object> spectra(SplittableRandom random) {
    return List.of(
        List.of(
            "decoder",
            "isotropic",
            0.5,
            1e-12,
            1e-3,
            0.2,
            0.4,
            9.0,
            List.of(0.0, 0.25, 0.5),
            List.of(1.0, random.nextDouble(), 1e-3)),
        Arrays.asList(
            "encoder", "chord", 0.2, 1e-12, null, null, null, null, List.of(), List.of()));
  }

  private static TrialRow unmeasured(TrialRow row) {
    TrialRow bare = row;
    for (String column : measured(cells().get(0), new SplittableRandom(1)).keySet()) {
      bare = Planted.with(bare, column, null);
    }
    return bare;
  }

  private static TrialRow failed(TrialRow row) {
    return Planted.with(
        unmeasured(row),
        Map.of(
            "status", "failed",
            "failure_class", "java.lang.IllegalStateException",
            "failure_message", "no <b>finite</b> weights",
            "failure_stack_hash", "c".repeat(64)));
  }
}
