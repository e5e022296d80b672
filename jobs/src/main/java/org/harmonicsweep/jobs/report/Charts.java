package org.harmonicsweep.jobs.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What the charts are drawn from and by. */
final class Charts {
  /** WebJars of Maven Central: {@code name/version}, in the order in which they are loaded. */
  static final List<String> LIBRARIES =
      List.of("vega/5.32.0", "vega-lite/5.23.0", "vega-embed/6.29.0");

  /** More points than this are slow to draw and impossible to read. */
  private static final int MOST_POINTS = 10_000;

  private static final String CELL =
      "architecture, latent, likelihood, encoder_variance_mode, encoder_variance, kl_weight,"
          + " input_noise, noise_target, engine";

  private static final String SHARES =
      """
      select *, coalesce(encoder_variance, posterior_variance) as x
      from (
        select %1$s, quantity, n, geometric_mean, geometric_low, geometric_high,
          max(case when quantity = 'posterior_variance' then mean end)
            over (partition by %1$s) as posterior_variance
        from cell_quantities
        where quantity like '%%coder_high_frequency_share%%' or quantity = 'posterior_variance'
      ) as placed
      where quantity <> 'posterior_variance' and geometric_mean is not null
      order by quantity, %1$s
      limit %2$d
      """
          .formatted(CELL, MOST_POINTS);

  private static final String BRACKETS =
      """
      select %1$s, split_part(quantity, '_', 1) as network, max(n) as n,
        max(case when quantity like '%%_lower' then mean end) as lower,
        max(case when quantity like '%%_upper' then mean end) as upper
      from cell_quantities
      where quantity like '%%_lipschitz_lower' or quantity like '%%_lipschitz_upper'
      group by %1$s, split_part(quantity, '_', 1)
      order by network, %1$s
      limit %2$d
      """
          .formatted(CELL, MOST_POINTS);

  private static final String CONSTANTS =
      """
      select %1$s, split_part(quantity, '_', 1) as network, n, geometric_mean,
        sqrt(encoder_variance) as deviation
      from cell_quantities
      where quantity like '%%_lipschitz_lower' and encoder_variance_mode = 'fixed'
        and geometric_mean is not null
      order by network, %1$s
      limit %2$d
      """
          .formatted(CELL, MOST_POINTS);

  private Charts() {}

  /** Returns the points of all charts as JSON. */
  static String data(SparkSession spark) {
    return "{\"shares\": %s,\n\"brackets\": %s,\n\"constants\": %s}"
        .formatted(rows(spark, SHARES), rows(spark, BRACKETS), rows(spark, CONSTANTS));
  }

  /** Returns the libraries as script elements. */
  static String libraries() {
    return LIBRARIES.stream()
        .map(library -> "/META-INF/resources/webjars/" + library + "/" + name(library) + ".min.js")
        .map(path -> Html.script(Resources.text(path)))
        .collect(joining("\n"));
  }

  private static String name(String library) {
    return library.substring(0, library.indexOf('/'));
  }

  private static String rows(SparkSession spark, String query) {
    return spark.sql(query).toJSON().collectAsList().stream().collect(joining(",\n", "[", "]"));
  }
}
