package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.harmonicsweep.trial.TrialId;

/**
 * From a grid to models.
 *
 * @param grid the block of cells
 * @param place of the grid
 * @param standard values on the axes that a cell leaves out
 * @param architectures by name
 */
record Expansion(Block grid, Place place, Cell standard, ArchitectureCatalogue architectures) {
  /** Stands for the data, which are the same for all cells. */
  private static final DataIdentity ANY_DATA = DataIdentity.ofVectors("0".repeat(64), 1, 1, 1);

  /**
   * Returns the models of the cells that remain, in declared order.
   *
   * @throws StudyException if none remains or two cells are the same trial
   */
  List<Model> models(Predicate<Cell> where, Exclusions exclusions, long most) {
    List<Model> models = new ArrayList<>();
    Map<TrialId, Long> seen = new HashMap<>();
    for (long index = 0; index < grid.size(); index++) {
      Cell cell = standard.with(grid.cell(index));
      boolean out = exclusions.takeOut(cell);
      if (out || !where.test(cell)) {
        continue;
      }
      Model model = model(cell);
      Long before = seen.putIfAbsent(identity(model), index);
      if (before != null) {
        throw repeated(standard.with(grid.cell(before)), cell);
      }
      models.add(model);
      if (models.size() > most) {
        throw StudyErrors.tooManyTrials(place, SweepReader.MOST_TRIALS);
      }
    }
    exclusions.checkAllUsed();
    return List.copyOf(models);
  }

  private StudyException repeated(Cell first, Cell second) {
    return first.equals(second)
        ? StudyErrors.sameTrialTwice(place, first)
        : StudyErrors.sameTrialUnderTwoNames(place, first, second);
  }

  /** The trial's own identity decides, so that no second notion of sameness can differ from it. */
  private static TrialId identity(Model model) {
    return new Trial(model, new Training(1, 1, 1), new Seeds(0, 0), ANY_DATA, Engine.strict()).id();
  }

  private Model model(Cell cell) {
    String target = cell.of(Axis.NOISE_TARGET).text();
    return new Model(
        architectures.find(cell.of(Axis.ARCHITECTURE).text()).orElseThrow(),
        cell.of(Axis.LATENT).number().orElseThrow().intValueExact(),
        likelihood(cell.of(Axis.LIKELIHOOD).text()),
        cell.of(Axis.ENCODER_VARIANCE)
            .match(v -> EncoderVariance.fixed(v.doubleValue()), word -> EncoderVariance.learned()),
        number(cell, Axis.KL_WEIGHT),
        new InputNoise(
            number(cell, Axis.INPUT_NOISE),
            target.equals(InputNoise.Target.CLEAN.key())
                ? InputNoise.Target.CLEAN
                : InputNoise.Target.NOISY));
  }

  private static Likelihood likelihood(String key) {
    Optional<Likelihood> found =
        Arrays.stream(Likelihood.values()).filter(l -> l.key().equals(key)).findFirst();
    return found.orElseThrow();
  }

  private static double number(Cell cell, Axis axis) {
    return cell.of(axis).number().orElseThrow().doubleValue();
  }
}
