-- Each quantity over the replicates of a cell, with 95 % intervals of Student's t: of the mean,
-- and of the geometric mean where every value is positive. One value alone has no interval. The
-- interquartile mean leaves out a quarter of the replicates, rounded down, at either end.
with logarithms as (
  select ${cell}, quantity, value, case when value > 0 then ln(value) end as log_value,
    row_number() over (partition by ${cell}, quantity order by value, replicate) as place,
    count(*) over (partition by ${cell}, quantity) as places
  from quantities
),
statistics as (
  select ${cell}, quantity, count(*) as n,
    avg(value) as mean, stddev_samp(value) as sd,
    avg(case when place > floor(places / 4e0) and place <= places - floor(places / 4e0)
      then value end) as interquartile_mean,
    case when count(log_value) = count(*) then avg(log_value) end as log_mean,
    stddev_samp(log_value) as log_sd
  from logarithms
  group by ${cell}, quantity
)
select ${cell}, quantity, n, mean, sd,
  mean - quantile * sd / sqrt(n) as low,
  mean + quantile * sd / sqrt(n) as high,
  interquartile_mean,
  exp(log_mean) as geometric_mean,
  exp(log_mean - quantile * log_sd / sqrt(n)) as geometric_low,
  exp(log_mean + quantile * log_sd / sqrt(n)) as geometric_high
from statistics
left join student_t on df = least(n - 1, ${greatest_df})
