-- Each quantity over the replicates of a cell, with 95 % intervals of Student's t: of the mean,
-- and of the geometric mean where every value is positive. One value alone has no interval.
with logarithms as (
  select ${cell}, quantity, value, case when value > 0 then ln(value) end as log_value
  from quantities
),
statistics as (
  select ${cell}, quantity, count(*) as n,
    avg(value) as mean, stddev_samp(value) as sd,
    case when count(log_value) = count(*) then avg(log_value) end as log_mean,
    stddev_samp(log_value) as log_sd
  from logarithms
  group by ${cell}, quantity
)
select ${cell}, quantity, n, mean, sd,
  mean - quantile * sd / sqrt(n) as low,
  mean + quantile * sd / sqrt(n) as high,
  exp(log_mean) as geometric_mean,
  exp(log_mean - quantile * log_sd / sqrt(n)) as geometric_low,
  exp(log_mean + quantile * log_sd / sqrt(n)) as geometric_high
from statistics
left join student_t on df = least(n - 1, ${greatest_df})
