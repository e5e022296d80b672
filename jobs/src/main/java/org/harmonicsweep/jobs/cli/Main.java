package org.harmonicsweep.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Locale;
import org.harmonicsweep.jobs.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code harmonic}. */
@Command(
    name = "harmonic",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PlanCommand.class,
      RunCommand.class,
      ShowCommand.class,
      ReproduceCommand.class,
      ExportCommand.class,
      MeasureCommand.class,
      StatusCommand.class,
      SqlCommand.class,
      ClaimsCommand.class,
      ReportCommand.class,
      PublishCommand.class,
      DrillCommand.class
    },
    description = {
      "",
      "Trains every variational autoencoder of a study and records, one row per model,",
      "its frequency content, certified Lipschitz brackets and what theory predicts.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "64:wrong usage",
      "65:bad study",
      "66:input missing or unreadable",
      "70:more trials failed or timed out than tolerated, or an error of the program",
      "75:stopped by a signal; the same command resumes",
      "76:two results that should be equal are not"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  harmonic plan sweeps/quickstart.yaml",
      "  harmonic run sweeps/quickstart.yaml",
      "  harmonic run sweeps/mnist.yaml --set MNIST=/data/mnist --out /results",
      "  harmonic status out/quickstart",
      "  harmonic show out/quickstart 3fa9c1 --check",
      "  harmonic reproduce out/quickstart 3fa9c1",
      "  harmonic export out/quickstart 3fa9c1",
      "  harmonic measure decoder.onnx",
      "  harmonic claims out/quickstart",
      "  harmonic sql out/quickstart \"select * from variance_decay\" --format csv",
      "  harmonic publish out/quickstart --to quickstart-1.0",
      "  harmonic drill",
      "",
      "'harmonic COMMAND --help' tells more of a command."
    })
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // numbers are written the same everywhere, also where a locale has digits of its own
    Locale.setDefault(Locale.ROOT);
    // UTF-8 whatever the locale: a bare C locale would turn signs such as ≤ into question marks
    int code =
        run(
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8),
            arguments);
    if (code == ExitCode.DONE.number() && isDriverInYarn()) {
      return; // an exit would end YARN's application master before it reports success
    }
    System.exit(code);
  }

  private static boolean isDriverInYarn() {
    return "yarn".equals(System.getProperty("spark.master"))
        && "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /** Runs a command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      CommandLine line = new CommandLine(new Main());
      line.setOut(out);
      line.setErr(err);
      line.setCaseInsensitiveEnumValuesAllowed(true);
      line.setParameterExceptionHandler((error, given) -> usage(error));
      line.setExecutionExceptionHandler((error, command, given) -> Failures.report(error, err));
      return line.execute(arguments);
    } catch (LinkageError | RuntimeException e) {
      return Failures.report(e, err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static int usage(CommandLine.ParameterException error) {
    PrintWriter err = error.getCommandLine().getErr();
    err.println("harmonic: " + error.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, err)) {
      err.println(
          "Try '%s --help'.".formatted(error.getCommandLine().getCommandSpec().qualifiedName()));
    }
    return ExitCode.USAGE.number();
  }
}
