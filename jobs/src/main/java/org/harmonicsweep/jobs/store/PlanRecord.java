package org.harmonicsweep.jobs.store;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plan.json} says of the plan that a result directory is for.
 *
 * @param study name of the study
 * @param question what the study asks, empty if not said
 * @param planDigest digest of the trials and the measurement
 * @param measurement digest of the metrics that a current row has
 * @param trials number of trials
 * @param cells number of cells
 * @param dataDigest digest of the data
 * @param replication how often each cell is trained; null in plans of earlier versions
 * @param claims keys of what the results are asked about; a plan that names none asks nothing
 * @param version of the program that wrote it
 */
public record PlanRecord(
    @JsonProperty("study") String study,
    @JsonProperty("question") String question,
    @JsonProperty("plan_digest") String planDigest,
    @JsonProperty("measurement") String measurement,
    @JsonProperty("trials") long trials,
    @JsonProperty("cells") long cells,
    @JsonProperty("data_digest") String dataDigest,
    @JsonProperty("replication") @Nullable ReplicationRecord replication,
    @JsonProperty("claims") List<String> claims,
    @JsonProperty("version") String version) {
  public PlanRecord {
    requireNonNull(study, "study is missing");
    requireNonNull(question, "question is missing");
    requireNonNull(planDigest, "plan_digest is missing");
    requireNonNull(measurement, "measurement is missing");
    requireNonNull(dataDigest, "data_digest is missing");
    claims = List.copyOf(requireNonNullElse(claims, List.of()));
    requireNonNull(version, "version is missing");
  }
}
