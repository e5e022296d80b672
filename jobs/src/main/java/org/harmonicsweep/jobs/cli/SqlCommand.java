package org.harmonicsweep.jobs.cli;

import static java.util.stream.Collectors.joining;

import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalog.Table;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.analysis.Views;
import org.harmonicsweep.jobs.evidence.EvidenceViews;
import org.harmonicsweep.jobs.store.ResultDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code harmonic sql}. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Asks the table of a study, in Spark's SQL.",
    footerHeading = "%nViews:%n",
    footer = {
      "  trials          one row per trained model; every column is in docs/columns.md",
      "  cells           mean, standard deviation and interval over replicates",
      "  claims          what the study supports, contradicts and leaves open",
      "  variance_decay  how high frequencies fall with the encoder's variance",
      "  theory_gap      measured against predicted",
      "  spectra, curves, layers   what the rows hold as lists, one row per item",
      "  missing, failures         what is not done, and what went wrong"
    })
final class SqlCommand implements Callable<Integer> {
  private static final Pattern LOOKING =
      Pattern.compile("\\s*(describe|show|explain)\\b", Pattern.CASE_INSENSITIVE);

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Directory of a study's results: out/<study>.")
  private String directory = "";

  @Parameters(index = "1", paramLabel = "QUERY", description = "One statement of SQL.")
  private String query = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, csv, or json: one object per line. Default: table.")
  private RowFormat format = RowFormat.TABLE;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    ResultDirectory results = ResultDirectory.open(Sessions.hadoop(), directory);
    results.requireReadable();
    try (SparkSession spark = Sessions.start("sql")) {
      Views.register(spark, results.path());
      EvidenceViews.register(spark, results, query);
      print(spark);
    }
    return 0;
  }

  private void print(SparkSession spark) {
    try {
      format.print(answer(spark), output.out());
    } catch (Exception e) { // Spark throws checked ones from Scala, where none is declared
      if (e instanceof SparkThrowable) {
        throw JobErrors.badQuery(e, views(spark));
      }
      throw e;
    }
  }

  /** A view takes a query only: results are asked here, never written or dropped. */
  private Dataset<Row> answer(SparkSession spark) {
    if (LOOKING.matcher(query).lookingAt()) {
      return spark.sql(query);
    }
    spark.sql("create or replace temporary view answer as\n" + query);
    return spark.table("answer");
  }

  private static String views(SparkSession spark) {
    Stream<String> registered =
        spark.catalog().listTables().collectAsList().stream().map(Table::name);
    return Stream.concat(registered, EvidenceViews.NAMES.stream())
        .distinct()
        .sorted()
        .collect(joining(", "));
  }
}
