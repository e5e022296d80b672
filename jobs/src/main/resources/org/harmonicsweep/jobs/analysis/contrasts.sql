-- Each encoder variance against the smallest one, all other factors and the replicate being equal.
-- Replicates share initial weights, minibatch order and noise, hence pairs.
with based as (
  select ${cell}, replicate, quantity, value,
    min(encoder_variance) over (partition by ${setting}, quantity) as baseline_variance
  from quantities
  where encoder_variance_mode = 'fixed'
),
paired as (
  select ${cell}, replicate, quantity, value, baseline_variance,
    max(case when encoder_variance = baseline_variance then value end)
      over (partition by ${setting}, quantity, replicate) as baseline_value
  from based
),
differences as (
  select ${cell}, quantity, baseline_variance, value - baseline_value as difference,
    case when value > 0 and baseline_value > 0 then ln(value / baseline_value) end as log_ratio
  from paired
  where encoder_variance > baseline_variance and baseline_value is not null
),
statistics as (
  select ${cell}, quantity, baseline_variance, count(*) as n,
    avg(difference) as difference, stddev_samp(difference) as difference_sd,
    case when count(log_ratio) = count(*) then avg(log_ratio) end as log_ratio,
    stddev_samp(log_ratio) as log_ratio_sd
  from differences
  group by ${cell}, quantity, baseline_variance
)
select ${cell}, quantity, baseline_variance, n,
  difference,
  difference - quantile * difference_sd / sqrt(n) as difference_low,
  difference + quantile * difference_sd / sqrt(n) as difference_high,
  exp(log_ratio) as ratio,
  exp(log_ratio - quantile * log_ratio_sd / sqrt(n)) as ratio_low,
  exp(log_ratio + quantile * log_ratio_sd / sqrt(n)) as ratio_high
from statistics
left join student_t on df = least(n - 1, ${greatest_df})
