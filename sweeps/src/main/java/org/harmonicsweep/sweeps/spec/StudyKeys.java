package org.harmonicsweep.sweeps.spec;

import java.util.List;

/** The keys of a study, in the order in which a resolved study shows them. */
final class StudyKeys {
  static final String STUDY = "study";
  static final String QUESTION = "question";
  static final String DATA = "data";
  static final String ARCHITECTURES = "architectures";
  static final String MODEL = "model";
  static final String GRID = "grid";
  static final String WHERE = "where";
  static final String EXCLUDE = "exclude";
  static final String REPLICATES = "replicates";
  static final String SEED = "seed";
  static final String TRAINING = "training";
  static final String METRICS = "metrics";
  static final String CLAIMS = "claims";
  static final String ENGINE = "engine";
  static final String TRIAL_TIMEOUT = "trial_timeout";
  static final String MAX_FAILED_FRACTION = "max_failed_fraction";

  /** All of them. */
  static final List<String> ALL =
      List.of(
          STUDY,
          QUESTION,
          DATA,
          ARCHITECTURES,
          MODEL,
          GRID,
          WHERE,
          EXCLUDE,
          REPLICATES,
          SEED,
          TRAINING,
          METRICS,
          CLAIMS,
          ENGINE,
          TRIAL_TIMEOUT,
          MAX_FAILED_FRACTION);

  /** Seeds of studies and data. */
  static final NumberDomain SEEDS = NumberDomain.wholeBetween(Long.MIN_VALUE, Long.MAX_VALUE);

  private StudyKeys() {}
}
