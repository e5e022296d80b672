package org.harmonicsweep.jobs.report;

import static org.harmonicsweep.jobs.report.Html.Heading.number;
import static org.harmonicsweep.jobs.report.Html.Heading.words;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Estimate;

/**
 * How much of a smaller decoder constant is a rescaling of the latent space: the constants of
 * decoder, encoder and both after each other against the posterior's deviation, theory beside them.
 */
final class Confound {
  private static final String QUERY =
      """
      select architecture, latent, likelihood, kl_weight, input_noise, noise_target, engine,
        max(case when network = 'decoder' then 2 * slope end) as decoder,
        max(case when network = 'decoder' then 2 * slope_low end) as decoder_low,
        max(case when network = 'decoder' then 2 * slope_high end) as decoder_high,
        max(case when network = 'encoder' then 2 * slope end) as encoder,
        max(case when network = 'encoder' then 2 * slope_low end) as encoder_low,
        max(case when network = 'encoder' then 2 * slope_high end) as encoder_high,
        max(case when network = 'reconstruct' then 2 * slope end) as reconstruct,
        max(case when network = 'reconstruct' then 2 * slope_low end) as reconstruct_low,
        max(case when network = 'reconstruct' then 2 * slope_high end) as reconstruct_high,
        max(case when network = 'decoder' then 2 * slope_theory end) as decoder_theory,
        max(case when network = 'encoder' then 2 * slope_theory end) as encoder_theory
      from variance_decay
      where quantity like '%_lipschitz_lower' and slope is not null
      group by architecture, latent, likelihood, kl_weight, input_noise, noise_target, engine
      order by architecture, latent, likelihood, input_noise, noise_target, engine, kl_weight
      """;

  private Confound() {}

  /** Returns the section; empty without two fixed variances. */
  static String of(SparkSession spark) {
    List<Row> rows = spark.sql(QUERY).collectAsList();
    if (rows.isEmpty()) {
      return "";
    }
    return """
        <section>
        <h2>A smoother decoder, or a rescaled latent space?</h2>
        <p>A decoder that gets wider latent steps needs less slope for the same images. In a linear model the decoder's
        constant falls like σ<sup>−1/2</sup> while the encoder's rises like σ<sup>1/2</sup>, up to a deviation that the data set; per
        deviation of the posterior the decoder then gets <em>steeper</em>, and the constant of both together, which no rescaling
        changes, falls slowly. Lines are measured lower bounds (geometric means), dashes are theory's power laws through the
        smallest deviation.</p>
        <figure class="chart" id="confound"><noscript>The chart needs JavaScript; the table below does not.</noscript></figure>
        %s</section>
        """
        .formatted(
            Html.table(
                "Exponents of σ, by least squares over the whole range",
                List.of(
                    words("architecture"),
                    number("β"),
                    number("input noise"),
                    number("decoder"),
                    number("theory"),
                    number("encoder"),
                    number("theory"),
                    number("decoder × σ"),
                    number("theory"),
                    number("decoder after encoder")),
                rows.stream().map(Confound::line).toList()));
  }

  private static List<String> line(Row row) {
    return List.of(
        Html.text(row.getAs("architecture"))
            + "<span class=\"interval\">, "
            + row.<Long>getAs("latent")
            + "-D</span>",
        Estimate.shortest(row.getAs("kl_weight")),
        Estimate.shortest(row.getAs("input_noise")),
        slope(row, "decoder", 0),
        Numbers.decimals(row, "decoder_theory", 1),
        slope(row, "encoder", 0),
        Numbers.decimals(row, "encoder_theory", 1),
        slope(row, "decoder", 1),
        theoryPerDeviation(row),
        slope(row, "reconstruct", 0));
  }

  /** Times σ, every exponent is 1 greater. */
  private static String slope(Row row, String network, double more) {
    return Estimate.of(row, network, network + "_low", network + "_high")
        .map(
            e ->
                Numbers.decimals(e.mean() + more, 2)
                    + e.interval()
                        .map(
                            i ->
                                "&nbsp;<span class=\"interval\">±&nbsp;"
                                    + Numbers.decimals((i.high() - i.low()) / 2, 2)
                                    + "</span>")
                        .orElse(""))
        .orElse(Numbers.NONE);
  }

  private static String theoryPerDeviation(Row row) {
    int theory = row.fieldIndex("decoder_theory");
    return row.isNullAt(theory) ? Numbers.NONE : Numbers.decimals(row.getDouble(theory) + 1, 1);
  }
}
