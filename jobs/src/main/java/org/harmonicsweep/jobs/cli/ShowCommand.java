package org.harmonicsweep.jobs.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.execution.SlowStart;
import org.harmonicsweep.jobs.reproduction.Rerun;
import org.harmonicsweep.jobs.reproduction.WitnessCheck;
import org.harmonicsweep.jobs.reproduction.Witnesses;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.jobs.store.StoredStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code harmonic show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows one row: parameters, numbers with unit and meaning, and where it was made.",
      "",
      "The exit code is 0; 64 if TRIAL is no id or the beginning of several; 66 if there is no",
      "such row. With --check it is 76 if a witness does not hold or the weights come out",
      "otherwise, and 66 too if the trial cannot be trained again here.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = "  harmonic show out/quickstart 3fa9c1 --check")
final class ShowCommand implements Callable<Integer> {
  @Mixin private final TrialArguments arguments = new TrialArguments();

  @Option(
      names = "--json",
      description = "One JSON object: the row with its lists, units and meanings, full precision.")
  private boolean isJson;

  @Option(
      names = "--check",
      description = {
        "Trains the trial again and evaluates the Jacobian at each stored Lipschitz witness:",
        "is its norm the stored lower bound?"
      })
  private boolean isChecked;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Configuration configuration = Sessions.hadoop();
    ResultDirectory results = ResultDirectory.open(configuration, arguments.directory());
    StoredStudy study = new StoredStudy(configuration, results);
    StoredRow row = study.row(arguments.trial());
    Optional<Witnesses> witnesses =
        isChecked ? Optional.of(checked(configuration, study, row)) : Optional.empty();
    if (isJson) {
      output.out().println(RowJson.text(row, witnesses));
    } else {
      RowText.lines(row, witnesses).forEach(output.out()::println);
    }
    witnesses.ifPresent(found -> requireHolding(row, found));
    return ExitCode.DONE.number();
  }

  private Witnesses checked(Configuration configuration, StoredStudy study, StoredRow row) {
    if (Witnesses.count(row.row()) == 0) {
      return Witnesses.none();
    }
    Rerun rerun = Rerun.of(configuration, study, row.text("trial_id"));
    SlowStart.warning().ifPresent(output::warn);
    output.err().println(ReproductionText.start(rerun.trial()));
    return Witnesses.check(rerun);
  }

  private static void requireHolding(StoredRow row, Witnesses witnesses) {
    if (!witnesses.isSameModel()) {
      throw JobErrors.otherWeights(row.text("trial_id"));
    }
    witnesses.checks().stream()
        .filter(check -> check.norm().isPresent() && !check.holds())
        .map(WitnessCheck::network)
        .findFirst()
        .ifPresent(
            network -> {
              throw JobErrors.witnessFails(row.text("trial_id"), network);
            });
  }
}
