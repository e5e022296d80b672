package org.harmonicsweep.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Planted;
import org.harmonicsweep.jobs.analysis.SmallGrid;
import org.harmonicsweep.jobs.analysis.SmallTables;
import org.harmonicsweep.jobs.analysis.SummaryTable;
import org.harmonicsweep.jobs.evidence.ClaimsTable;
import org.harmonicsweep.jobs.evidence.Finding;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.trial.EncoderVariance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  /** What somebody may write into a study, or an exception into its message. */
  private static final String HOSTILE = "</script><script>window.hacked = true</script> & {{data}}";

  /** Digests of the files as npm has them: the WebJars carry the same bytes. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "vega/5.32.0/vega.min.js",
          "fb361c05138b384460eec7f88450a8cbbdf24f40104c5b8eb0b72517efe4940d",
          "vega-lite/5.23.0/vega-lite.min.js",
          "58c27358e26f2d319cf62f45bc17a4c8362f08645001df2ec8d341eee4097c7f",
          "vega-embed/6.29.0/vega-embed.min.js",
          "12d02acfbe3ec59ef9a37dd4822a2e04e2961b5bbb671bbe661d2221715b99da");

  @TempDir private static Path out;

  private static SparkSession spark;
  private static Path file;
  private static String page;

  @BeforeAll
  static void write() throws IOException {
    Planted grid =
        SmallGrid.write(new Planted(out, "planted " + HOSTILE, HOSTILE, SmallGrid.cells(), 3), 1);
    spark = SmallTables.session();
    spark.conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false"); // as the launcher may
    file = Path.of(Report.write(spark, grid.path()));
    page = Files.readString(file);
  }

  @Test
  void theReportStandsBesideTheTableWithoutSideFiles() throws IOException {
    assertThat(file.getFileName()).hasToString("report.html");
    try (var files = Files.list(file.getParent())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .contains("plan.json", "trials")
          .noneMatch(name -> name.startsWith(".") || name.startsWith("_"));
    }
  }

  @Test
  void itsTablesHoldTheNumbersOfTheSummary() {
    String text = withoutScripts().replaceAll("<[^>]*>", "").replace("&nbsp;", " ");

    for (SummaryTable.Level level : SummaryTable.of(spark).decoder()) {
      assertThat(text).contains(level.lower().orElseThrow().plusMinus());
      assertThat(text).contains(level.upper().orElseThrow().plusMinus());
    }
    assertThat(text).contains("215 of 216", "Trials of the plan that have no row yet: 1");
    assertThat(text).contains("no &lt;b&gt;finite&lt;/b&gt; weights", "a loss left the finite");
    assertThat(text).contains("strict-3", "a".repeat(64));
  }

  @Test
  void everyClaimOfTheStudyHasItsVerdictAndItsQuery() {
    ClaimsTable claims =
        ClaimsTable.of(
            spark, ResultDirectory.open(new Configuration(), file.getParent().toString()));

    assertThat(claims.overall()).hasSameSizeAs(Claim.testableOn(SmallGrid.cells()));
    for (Finding finding : claims.overall()) {
      assertThat(page).contains(Html.text(finding.claim().sentence()));
      if (finding.evidence().isPresent()) {
        assertThat(page).contains(Html.text(finding.query()));
      }
    }
    assertThat(page).contains(">supported</span>", "Exponents of σ");
  }

  @Test
  void nothingIsAskedFromTheNetwork() {
    assertThat(withoutScripts())
        .doesNotContainPattern("(?i)(src|href|url)\\s*[=(]")
        .doesNotContain("http://", "https://", "@import");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void textOfStudiesAndFailuresStaysText() {
    assertThat(page).doesNotContain("<script>window.hacked", "<b>finite</b>");
    assertThat(page).contains("&lt;script&gt;window.hacked = true&lt;/script&gt; &amp; {{data}}");
  }

  @Test
  void everyElementIsClosedInOrder() {
    Set<String> empty = Set.of("meta", "!doctype");
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9]*)[^>]*>").matcher(withoutScripts());
    while (tags.find()) {
      String name = tags.group(2).toLowerCase(java.util.Locale.ROOT);
      if (tags.group(1).isEmpty()) {
        if (!empty.contains(name)) {
          open.push(name);
        }
      } else {
        assertThat(open.pop()).as("closed at %s", tags.start()).isEqualTo(name);
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void theChartsHaveOnePointPerCellAndNetwork() throws IOException {
    Matcher data = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(page);
    assertThat(data.find()).isTrue();
    JsonNode charts = new ObjectMapper().readTree(data.group(1));

    assertThat(charts.path("shares")).hasSize(4 * SmallGrid.cells().size());
    assertThat(charts.path("brackets")).hasSize(2 * SmallGrid.cells().size());
    for (JsonNode bracket : charts.path("brackets")) {
      assertThat(bracket.path("lower").asDouble()).isLessThan(bracket.path("upper").asDouble());
    }
    for (JsonNode share : charts.path("shares")) {
      assertThat(share.path("x").asDouble()).as("%s", share).isPositive();
    }
  }

  @Test
  void theLibrariesAreThoseOfNpmAndTheirLicenceIsThere() throws Exception {
    for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
      String path = "/META-INF/resources/webjars/" + library.getKey();
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Resources.text(path).getBytes(UTF_8));
      assertThat(HexFormat.of().formatHex(digest)).as(path).isEqualTo(library.getValue());
    }
    assertThat(page).contains("University of Washington Interactive Data Lab", "Redistribution");
  }

  @Test
  void aScriptCannotEndItsElement() {
    assertThat(Html.script("x = '</script>';\n//# sourceMappingURL=x.map"))
        .isEqualTo("<script>\nx = '<\\/script>';\n\n</script>");
  }

  @Test
  void aStudyWithoutRowsHasAReport(@TempDir Path empty) throws IOException {
    Planted planned = new Planted(empty, List.of(Planted.cell(EncoderVariance.fixed(1), 1, 0)), 1);

    String report = Files.readString(Path.of(Report.write(SmallTables.session(), planned.path())));

    assertThat(report).contains("0 of 1", "No trial has numbers to show yet.");
  }

  @Test
  void aBrowserDrawsAllChartsAndComplainsAboutNothing(@TempDir Path profile) throws Exception {
    assumeTrue(Files.isExecutable(Browser.EXECUTABLE), "no Chromium on this machine");
    try (Browser browser = new Browser(profile)) {
      browser.open(file);
      browser.await("window.ready === true || window.failure !== undefined");

      assertThat(browser.errors()).isEmpty();
      assertThat(browser.evaluate("window.hacked === undefined").asBoolean()).isTrue();
      assertThat(marks(browser, "#shares", "mark-line")).isEqualTo(6);
      assertThat(marks(browser, "#brackets", "mark-rect")).isPositive();
      assertThat(marks(browser, "#confound", "mark-line"))
          .as("decoder and encoder in two panels, measured and predicted")
          .isEqualTo(8);
      assertThat(browser.evaluate("document.querySelector('#shares svg').textContent").asText())
          .as("panels are named after what tells them apart")
          .contains("narrowwide", "high-frequency share");

      choose(browser, "#brackets", "encoder");
      choose(browser, "#shares", "encoder_high_frequency_share_chord");
      choose(browser, "#shares", "0.5");
      assertThat(marks(browser, "#shares", "mark-line")).isEqualTo(6);
      assertThat(browser.errors()).isEmpty();
      assertThat(browser.requests()).allMatch(url -> url.startsWith("file:"));
      assertThat(browser.picture()).hasSizeGreaterThan(20_000);
    }
  }

  /** The marks that a chart draws: lines of two panels and three KL weights, for example. */
  private static int marks(Browser browser, String chart, String kind) throws Exception {
    return browser
        .evaluate("document.querySelectorAll('%s svg .%s path').length".formatted(chart, kind))
        .asInt();
  }

  /** Chooses a value in whichever list of a chart has it. */
  private static void choose(Browser browser, String chart, String value) throws Exception {
    browser.evaluate(
        """
        (() => {
          for (const list of document.querySelectorAll('%1$s select')) {
            if ([...list.options].some((o) => o.value === '%2$s')) {
              list.value = '%2$s';
              list.dispatchEvent(new Event('change', { bubbles: true }));
              return true;
            }
          }
          throw new Error('no such choice: %2$s');
        })()
        """
            .formatted(chart, value));
    browser.evaluate("new Promise((done) => setTimeout(done, 200))");
  }

  private static String withoutScripts() {
    return page.replaceAll("(?s)<script.*?</script>", "").replaceAll("(?s)<!--.*?-->", "");
  }
}
