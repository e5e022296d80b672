package org.harmonicsweep.jobs.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.exchange.ForeignModel;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.ModelErrors;
import org.harmonicsweep.jobs.exchange.Measurement;
import org.harmonicsweep.jobs.exchange.ModelFile;
import org.harmonicsweep.jobs.execution.SlowStart;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code harmonic measure}. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a network that was made elsewhere: frequency content and a certified bracket of",
      "its Lipschitz constant, by the metrics of the table.",
      "",
      "MODEL is an ONNX file or a zip of Deeplearning4j. It is taken for a decoder, with inputs",
      "z ~ N(0, I); with --data it is taken for an encoder, on the held-out samples of a study.",
      "A network that is no chain of dense layers, convolutions and known activations is refused",
      "by the name of the first node that does not fit: exit code 66.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  harmonic measure decoder.onnx",
      "  harmonic measure encoder.onnx --data out/quickstart/study.yaml --output mean"
    })
final class MeasureCommand implements Callable<Integer> {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})x(\\d{1,6})x(\\d{1,6})");

  @Parameters(paramLabel = "MODEL", description = "An ONNX file or a zip of Deeplearning4j.")
  private String model = "";

  @Option(
      names = "--data",
      paramLabel = "STUDY",
      defaultValue = "",
      description = "Study whose held-out samples go into MODEL, which is then an encoder.")
  private String study = "";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Value of $${NAME} in the study of --data.")
  private List<String> settings = List.of();

  @Option(
      names = "--output",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Which output to measure, where MODEL has several.")
  private String wanted = "";

  @Option(
      names = "--shape",
      paramLabel = "HxWxC",
      defaultValue = "",
      description = "Height, width and channels of an input whose sizes MODEL leaves open.")
  private String shape = "";

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Seed of the points and directions, that of a study. Default: 0.")
  private long seed;

  @Option(
      names = "--replicate",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Replicate of that study whose points and directions are used. Default: 0.")
  private int replicate;

  @Option(
      names = "--json",
      description = "One JSON object: all values with spectra, units and meanings, full precision.")
  private boolean isJson;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    if (replicate < 0) {
      throw output.usage("--replicate %d: expected at least 0".formatted(replicate));
    }
    Seeds seeds = new Seeds(seed, replicate);
    Optional<SampleShape> asked = asked();
    ForeignModel file = ModelFile.read(LocalPath.of(model));
    String name = wanted.isEmpty() ? only(file) : wanted;
    ShapedNetwork network =
        asked.map(input -> file.network(name, input)).orElseGet(() -> file.network(name));
    SlowStart.warning().ifPresent(output::warn);
    Measurement measured =
        study.isEmpty()
            ? Measurement.ofDecoder(network, seeds)
            : Measurement.ofEncoder(model, network, data(), seeds);
    if (isJson) {
      output.out().println(MeasurementText.json(model, name, measured, seeds));
    } else {
      MeasurementText.lines(model, name, measured, seeds).forEach(output.out()::println);
    }
    return ExitCode.DONE.number();
  }

  private Optional<SampleShape> asked() {
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    Matcher sizes = SHAPE.matcher(shape);
    try {
      if (sizes.matches()) {
        return Optional.of(
            new SampleShape(
                Integer.parseInt(sizes.group(1)),
                Integer.parseInt(sizes.group(2)),
                Integer.parseInt(sizes.group(3))));
      }
    } catch (IllegalArgumentException e) {
      throw output.usage("--shape %s: %s".formatted(shape, e.getMessage()));
    }
    throw output.usage("--shape %s: expected HxWxC, such as 28x28x1".formatted(shape));
  }

  private String only(ForeignModel file) {
    List<String> outputs = file.outputs();
    if (outputs.size() > 1) {
      throw ModelErrors.severalOutputs(model, String.join(", ", outputs));
    }
    return outputs.get(0);
  }

  private DataSplit data() {
    Configuration configuration = Sessions.hadoop();
    Study read = StudyOptions.of(study, settings).read(configuration);
    return new DataLoader(configuration).load(read.data(), read.testFraction());
  }
}
