package org.harmonicsweep.jobs.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.harmonicsweep.sweeps.spec.Precision;
import org.harmonicsweep.sweeps.spec.Replication;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plan.json} says of how often each cell is trained.
 *
 * @param min replicates of every cell
 * @param max replicates that no cell exceeds
 * @param metric whose mean decides whether a cell gets more; absent if {@code min} is {@code max}
 * @param halfWidth of the 95 % interval with which a cell is done; absent like the metric
 * @param relative whether it is a share of the mean; absent like the metric
 * @param budget trials of the whole study that are not exceeded; absent if none was set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationRecord(
    @JsonProperty("min") int min,
    @JsonProperty("max") int max,
    @JsonProperty("metric") @Nullable String metric,
    @JsonProperty("half_width") @Nullable Double halfWidth,
    @JsonProperty("relative") @Nullable Boolean relative,
    @JsonProperty("budget") @Nullable Integer budget) {

  static ReplicationRecord of(Replication replication) {
    return replication.match(
        fixed -> new ReplicationRecord(fixed.count(), fixed.count(), null, null, null, null),
        rule -> {
          Precision until = rule.until();
          return new ReplicationRecord(
              rule.min(),
              rule.max(),
              until.metric(),
              until.halfWidth(),
              until.isRelative(),
              rule.budget().isPresent() ? rule.budget().getAsInt() : null);
        });
  }
}
