-- Each quantity at each level of one factor, averaged over the rest of the grid within a replicate
-- and then over replicates: the intervals say how far another set of replicates would lie. A null
-- level of encoder_variance is the learned variance.
with levels as (
  select f.factor,
    case f.factor
      when 'encoder_variance' then encoder_variance
      when 'kl_weight' then kl_weight
      when 'input_noise' then input_noise
    end as level,
    replicate, quantity, value, case when value > 0 then ln(value) end as log_value
  from quantities
  cross join (values ('encoder_variance'), ('kl_weight'), ('input_noise')) as f(factor)
),
replicated as (
  select factor, level, quantity, replicate, count(*) as trials, avg(value) as value,
    case when count(log_value) = count(*) then avg(log_value) end as log_value
  from levels
  group by factor, level, quantity, replicate
),
statistics as (
  select factor, level, quantity, sum(trials) as trials, count(*) as n,
    avg(value) as mean, stddev_samp(value) as sd,
    case when count(log_value) = count(*) then avg(log_value) end as log_mean,
    stddev_samp(log_value) as log_sd
  from replicated
  group by factor, level, quantity
)
select factor, level, quantity, cast(trials as bigint) as trials, n as replicates, mean,
  mean - quantile * sd / sqrt(n) as low,
  mean + quantile * sd / sqrt(n) as high,
  exp(log_mean) as geometric_mean,
  exp(log_mean - quantile * log_sd / sqrt(n)) as geometric_low,
  exp(log_mean + quantile * log_sd / sqrt(n)) as geometric_high
from statistics
left join student_t on df = least(n - 1, ${greatest_df})
