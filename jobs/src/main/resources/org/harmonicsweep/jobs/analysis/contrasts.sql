-- The pairs of contrast_pairs over replicates. variance_reduction: how many times the variance of
-- the difference would be, had the two cells been drawn independently.
with differences as (
  select ${cell}, quantity, baseline_variance, value, baseline_value, difference,
    case when value > 0 and baseline_value > 0 then ln(value / baseline_value) end as log_ratio,
    row_number() over (partition by ${cell}, quantity order by difference, replicate) as place,
    count(*) over (partition by ${cell}, quantity) as places
  from contrast_pairs
),
statistics as (
  select ${cell}, quantity, baseline_variance, count(*) as n,
    avg(difference) as difference, stddev_samp(difference) as difference_sd,
    avg(case when place > floor(places / 4e0) and place <= places - floor(places / 4e0)
      then difference end) as interquartile_mean,
    (var_samp(value) + var_samp(baseline_value)) / nullif(var_samp(difference), 0)
      as variance_reduction,
    case when count(log_ratio) = count(*) then avg(log_ratio) end as log_ratio,
    stddev_samp(log_ratio) as log_ratio_sd
  from differences
  group by ${cell}, quantity, baseline_variance
)
select ${cell}, quantity, baseline_variance, n,
  difference,
  difference - quantile * difference_sd / sqrt(n) as difference_low,
  difference + quantile * difference_sd / sqrt(n) as difference_high,
  interquartile_mean, variance_reduction,
  exp(log_ratio) as ratio,
  exp(log_ratio - quantile * log_ratio_sd / sqrt(n)) as ratio_low,
  exp(log_ratio + quantile * log_ratio_sd / sqrt(n)) as ratio_high
from statistics
left join student_t on df = least(n - 1, ${greatest_df})
