package org.harmonicsweep.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.ModelErrors;
import org.harmonicsweep.jobs.exchange.Export;
import org.harmonicsweep.jobs.exchange.ModelFormat;
import org.harmonicsweep.jobs.execution.SlowStart;
import org.harmonicsweep.jobs.reproduction.Rerun;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.jobs.store.StoredStudy;
import org.harmonicsweep.trial.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code harmonic export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the encoder and the decoder of one row, each as a file that others open: ONNX",
      "Runtime, or Deeplearning4j's ComputationGraph.load.",
      "",
      "The results hold no weights, so the trial is trained again here; if they do not come out",
      "bit for bit as those of the row, nothing is written: exit code 76. A file that is there",
      "already is left alone: exit code 66, as when the trial has no network.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  harmonic export out/quickstart 3fa9c1",
      "  harmonic export out/quickstart 3fa9c1 --format dl4j --to networks"
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin private final TrialArguments arguments = new TrialArguments();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "onnx",
      description = "onnx or dl4j. Default: onnx.")
  private ModelFormat format = ModelFormat.ONNX;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Folder on this machine for the two files. Default: where you are.")
  private String folder = "";

  @Option(names = "--overwrite", description = "Replaces files of the same names.")
  private boolean isOverwriting;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    format.require();
    Path directory = LocalPath.of(folder);
    Configuration configuration = Sessions.hadoop();
    ResultDirectory results = ResultDirectory.open(configuration, arguments.directory());
    StoredStudy study = new StoredStudy(configuration, results);
    StoredRow row = study.row(arguments.trial());
    Export.requireNetwork(row);
    requireAbsent(directory, row.text("trial_id"));
    Rerun rerun = Rerun.of(configuration, study, row.text("trial_id"));
    SlowStart.warning().ifPresent(output::warn);
    output.err().println(ReproductionText.start(rerun.trial()));
    Export export = Export.of(rerun);
    export.write(directory, format, Version.number()).forEach(this::tell);
    tell(rerun.trial().seeds());
    return ExitCode.DONE.number();
  }

  /** Before minutes of training, not after them. */
  private void requireAbsent(Path directory, String trial) {
    for (String name : Export.names(trial, format)) {
      Path file = directory.resolve(name);
      if (!isOverwriting && Files.exists(file)) {
        throw ModelErrors.fileExists(file.toString());
      }
    }
  }

  private void tell(Path file) {
    output.out().println(file);
  }

  private void tell(Seeds seeds) {
    output
        .err()
        .println(
            "the weights are those of the row; its random numbers: harmonic measure"
                + " --seed %d --replicate %d".formatted(seeds.seed(), seeds.replicate()));
  }
}
