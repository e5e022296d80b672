package org.harmonicsweep.jobs.store;

import org.harmonicsweep.jobs.store.Bundle.Content;

/** What a reader of a bundle needs to know first. */
final class BundleReadme {
  private BundleReadme() {}

  static String text(PlanRecord plan, Content content) {
    return """
        # %s

        %s

        %s

        - `trials/` holds one row per trained model, sorted by `trial_id`: the same bytes whenever and wherever the study
          is run. `columns.md` says what each column means; `row_digest` is of all columns of a row.
        - `provenance/` says where, when and how fast each row was made.
        - `study.yaml` and `plan.json` are the study; `plan.parquet` has one row per trial it asks for.

        Check the files, and ask them, here with DuckDB:

        ```
        sha256sum --check SHA256SUMS
        duckdb -c "select encoder_variance, avg(decoder_lipschitz_lower) from 'trials/*.parquet' group by 1 order by 1"
        ```

        Any row can be trained again and compared bit for bit: `harmonic run study.yaml`, then `harmonic reproduce DIR TRIAL`.
        Made by harmonic-sweep %s.
        """
        .formatted(
            plan.study(),
            plan.question().isBlank() ? "A study of variational autoencoders." : plan.question(),
            size(plan, content),
            plan.version());
  }

  private static String size(PlanRecord plan, Content content) {
    String rows =
        "%d trials in %d cells, metrics `%s`, plan `%s`."
            .formatted(plan.trials(), plan.cells(), plan.measurement(), plan.planDigest());
    String chosen =
        content.settled() == 0
            ? ""
            : " %d rows are of engines that are not exact, and were chosen of several that differ."
                .formatted(content.settled());
    String whole = rows + chosen;
    return content.missing().isEmpty()
        ? whole
        : whole
            + " **%d of them have no row**: those of `plan.parquet` whose `trial_id` is not in `trials/`."
                .formatted(content.missing().size());
  }
}
