package org.harmonicsweep.jobs.report;

import static java.util.stream.Collectors.joining;
import static org.harmonicsweep.jobs.report.Html.Heading.longWords;
import static org.harmonicsweep.jobs.report.Html.Heading.number;
import static org.harmonicsweep.jobs.report.Html.Heading.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.jobs.evidence.ClaimsTable;
import org.harmonicsweep.jobs.evidence.Evidence;
import org.harmonicsweep.jobs.evidence.Finding;
import org.harmonicsweep.jobs.report.Html.Heading;

/** The claims of a study with their verdicts, and how each is checked. */
final class ClaimsSection {
  private static final List<Heading> HEADINGS =
      List.of(
          longWords("claim"),
          words("source"),
          words("verdict"),
          number("slope"),
          number("theory"),
          number("rank correlation"),
          number("p"));

  private ClaimsSection() {}

  /** Returns the section; empty if the study asks about no claim. */
  static String of(ClaimsTable claims) {
    if (claims.overall().isEmpty()) {
      return "";
    }
    return """
        <section>
        <h2>Claims</h2>
        <p>Each claim turns one knob and holds all else. It is <em>supported</em> if the trend is the claimed one beyond
        chance: over replicates in which everything but the knob is shared, after Holm's correction over these claims,
        with the whole 95 %% interval of the slope on the claimed side of zero. It is <em>contradicted</em> if all that
        holds of the opposite trend, and <em>undecided</em> otherwise or below %d replicates. Slopes are those of ln(quantity)
        against ln(knob), of noise per unit; of a rise that turns into a fall, at both ends of the range. Theory is the
        strongest mode of a linear model while the variance is small.</p>
        %s%s%s</section>
        """
        .formatted(
            Finding.FEWEST_REPLICATES,
            Html.table(
                "",
                HEADINGS,
                claims.overall().stream().map(finding -> line(finding, claims)).toList()),
            apart(claims),
            queries(claims));
  }

  private static List<String> line(Finding finding, ClaimsTable claims) {
    String kinds =
        claims
            .kinds(finding)
            .filter(text -> finding.reason().isEmpty())
            .map(text -> " <span class=\"interval\">So " + Html.text(text) + ".</span>")
            .orElse("");
    List<String> line =
        new ArrayList<>(List.of(Html.text(finding.claim().sentence()) + kinds, source(finding)));
    line.addAll(numbers(finding));
    return line;
  }

  private static String source(Finding finding) {
    return "<abbr title=\"%s\">%s</abbr>"
        .formatted(
            Html.text(finding.claim().source().citation()),
            Html.text(finding.claim().source().key()));
  }

  private static List<String> numbers(Finding finding) {
    Optional<Evidence> evidence = finding.evidence();
    return List.of(
        verdict(finding),
        evidence.map(ClaimsSection::slopes).orElse(Numbers.NONE),
        finding.claim().exponent().isPresent()
            ? Numbers.decimals(finding.claim().exponent().getAsDouble(), 2)
            : Numbers.NONE,
        evidence.map(e -> Numbers.decimals(e.rankCorrelation(), 2)).orElse(Numbers.NONE),
        evidence
            .map(e -> Html.text(ClaimsTable.probability(finding.adjusted())))
            .orElse(Numbers.NONE));
  }

  private static String verdict(Finding finding) {
    String word = finding.verdict().words();
    String reason = finding.reason();
    return "<span class=\"verdict %s\">%s</span>%s"
        .formatted(
            word.replace(' ', '-'),
            word,
            reason.isEmpty() ? "" : "<div class=\"interval\">" + Html.text(reason) + "</div>");
  }

  private static String slopes(Evidence evidence) {
    String slope = evidence.effect().map(ClaimsSection::slope).orElse(Numbers.NONE);
    return evidence
        .end()
        .map(end -> "<div>" + slope + "</div><div>then " + slope(end) + "</div>")
        .orElse(slope);
  }

  private static String slope(Estimate slope) {
    return Numbers.decimals(slope.mean(), 3) + slope.interval().map(ClaimsSection::ends).orElse("");
  }

  private static String ends(Interval interval) {
    return " <span class=\"interval\">[%s, %s]</span>"
        .formatted(Numbers.decimals(interval.low(), 3), Numbers.decimals(interval.high(), 3));
  }

  private static String apart(ClaimsTable claims) {
    if (claims.byArchitecture().isEmpty()) {
      return "";
    }
    List<Heading> headings = new ArrayList<>(List.of(words("claim"), words("architecture")));
    headings.addAll(HEADINGS.subList(2, HEADINGS.size()));
    return "<details><summary>by architecture</summary>%s</details>\n"
        .formatted(
            Html.table(
                "",
                headings,
                claims.byArchitecture().stream().map(ClaimsSection::architecture).toList()));
  }

  private static List<String> architecture(Finding finding) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "<code>" + Html.text(finding.claim().key()) + "</code>",
                Html.text(finding.scope().architecture().orElse(""))
                    + "<span class=\"interval\">, "
                    + Html.text(finding.scope().kind().orElse(""))
                    + "</span>"));
    line.addAll(numbers(finding));
    return line;
  }

  private static String queries(ClaimsTable claims) {
    return "<details><summary>queries</summary><pre>%s</pre></details>\n"
        .formatted(
            claims.overall().stream()
                .filter(finding -> finding.evidence().isPresent())
                .map(finding -> Html.text(finding.query()))
                .collect(joining(";\n")));
  }
}
