-- Least squares of ln(quantity) against ln(encoder variance), over the trials of fixed variance.
-- Values at or below the floor are left out and counted in n_floored. Trials of one replicate share
-- weights, batches and noise, so the interval is Student's over the slopes of single replicates,
-- not over trials. slope_theory: gains of the strongest mode of a linear model while the variance
-- is small, decoder ~ variance^(-1/4), encoder ~ variance^(1/4).
with centred as (
  select ${setting}, network, family, quantity, replicate,
    avg(x) over same_fit as x_mean, x - avg(x) over same_fit as dx,
    avg(y) over same_fit as y_mean, y - avg(y) over same_fit as dy,
    x - avg(x) over same_replicate as dx_within, y - avg(y) over same_replicate as dy_within
  from decay_points
  window same_fit as (partition by ${setting}, quantity),
    same_replicate as (partition by ${setting}, quantity, replicate)
),
replicated as (
  select ${setting}, network, family, quantity, replicate,
    count(dx) as n, count(*) - count(dx) as n_floored,
    max(x_mean) as x_mean, max(y_mean) as y_mean,
    sum(dx * dx) as sxx, sum(dx * dy) as sxy, sum(dy * dy) as syy,
    case when count(dx) > 1 then sum(dx_within * dy_within) / sum(dx_within * dx_within) end
      as slope_within
  from centred
  group by ${setting}, network, family, quantity, replicate
),
sums as (
  select ${setting}, network, family, quantity,
    cast(sum(n) as bigint) as n, cast(sum(n_floored) as bigint) as n_floored,
    max(n) as n_variances, max(x_mean) as x_mean, max(y_mean) as y_mean,
    sum(sxx) as sxx, sum(sxy) as sxy, sum(syy) as syy,
    count(slope_within) as n_slopes, stddev_samp(slope_within) as slope_sd
  from replicated
  group by ${setting}, network, family, quantity
),
slopes as (
  select ${setting}, network, family, quantity, n, n_floored, n_variances,
    x_mean, y_mean, sxy, syy, n_slopes, slope_sd / sqrt(nullif(n_slopes, 0)) as slope_error,
    case when n_variances > 1 then sxy / sxx end as slope
  from sums
)
select ${setting}, network, family, quantity, n, n_floored, n_variances,
  slope,
  slope - quantile * slope_error as slope_low,
  slope + quantile * slope_error as slope_high,
  y_mean - slope * x_mean as intercept,
  slope * sxy / nullif(syy, 0) as r_squared,
  case
    when likelihood <> 'gaussian' or kl_weight = 0 then null
    when quantity = 'decoder_lipschitz_lower' then -0.25e0
    when quantity = 'encoder_lipschitz_lower' then 0.25e0
  end as slope_theory
from slopes
left join student_t on df = least(n_slopes - 1, ${greatest_df})
