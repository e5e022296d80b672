package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/**
 * A study as its file declares it, expanded and checked.
 *
 * @param name a label; no part of any trial's identity
 * @param question what the study asks, empty if not said
 * @param data where the samples come from
 * @param testFraction share of the samples held out, in (0, 1)
 * @param cells the models of the grid in declared order, without repeats, at least one
 * @param replication how often each cell is trained
 * @param seed of the whole study
 * @param training length, batch and learning rate
 * @param engines that train every cell, each once, at least one
 * @param metrics taken on each trained model
 * @param claims that the results are asked about, in the order of the catalogue
 * @param tolerance how long a trial may take, and how many may fail
 * @param resolved the study with its variables put in, as YAML that expands to the same cells
 * @param origins where its architectures stand in the file
 */
public record Study(
    String name,
    String question,
    DataSource data,
    double testFraction,
    List<Model> cells,
    Replication replication,
    long seed,
    Training training,
    List<Engine> engines,
    MetricSet metrics,
    List<Claim> claims,
    Tolerance tolerance,
    String resolved,
    Origins origins) {
  public Study {
    cells = List.copyOf(cells);
    engines = List.copyOf(engines);
    claims = List.copyOf(claims);
  }

  /** Returns this study with a share of trials that may fail. */
  public Study tolerating(double failedFraction) {
    return new Study(
        name,
        question,
        data,
        testFraction,
        cells,
        replication,
        seed,
        training,
        engines,
        metrics,
        claims,
        tolerance.tolerating(failedFraction),
        resolved,
        origins);
  }

  /**
   * Checks that every cell can be built on samples of a shape.
   *
   * @throws StudyException of the first architecture that cannot
   */
  public void checkBuildable(SampleShape shape) {
    new Buildability(shape, origins).check(cells);
  }

  /**
   * Returns every trial that the study may come to on the given data: each cell's greatest number
   * of replicates on every engine in turn, in declared order.
   */
  public List<Trial> trials(DataIdentity identity) {
    return trials(identity, Collections.nCopies(cellsOnEngines(), replication.most()));
  }

  /**
   * Returns the first replicates of each cell in turn, in declared order.
   *
   * @param replicates of each cell, on one engine after another
   */
  public List<Trial> trials(DataIdentity identity, List<Integer> replicates) {
    List<Trial> trials = new ArrayList<>();
    for (int cell = 0; cell < cellsOnEngines(); cell++) {
      for (int replicate = 0; replicate < replicates.get(cell); replicate++) {
        trials.add(trial(identity, cell, replicate));
      }
    }
    return List.copyOf(trials);
  }

  /**
   * Returns how many cells the table gets: every one of the grid on every engine, all on one engine
   * first.
   */
  public int cellsOnEngines() {
    return cells.size() * engines.size();
  }

  /** Returns a replicate of a cell on an engine, both counted from 0. */
  public Trial trial(DataIdentity identity, int cell, int replicate) {
    return new Trial(
        cells.get(cell % cells.size()),
        training,
        new Seeds(seed, replicate),
        identity,
        engines.get(cell / cells.size()));
  }
}
