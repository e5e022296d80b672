-- Least squares of ln(quantity) against ln(encoder variance), over the trials of fixed variance.
-- Values at or below the floor say how the number was computed, not what the network is: they are
-- left out and counted in n_floored. slope_theory: gains of the strongest mode of a linear model
-- while the variance is small, decoder ~ variance^(-1/4), encoder ~ variance^(1/4).
with measured as (
  select ${setting}, m.network, m.family, m.quantity, encoder_variance,
    case when value > m.floor then ln(encoder_variance) end as x,
    case when value > m.floor then ln(value) end as y
  from quantities
  join (values ${decay_rows}) as m(quantity, network, family, floor)
    on quantities.quantity = m.quantity
  where encoder_variance_mode = 'fixed'
),
centred as (
  select ${setting}, network, family, quantity, encoder_variance,
    avg(x) over same_fit as x_mean, x - avg(x) over same_fit as dx,
    avg(y) over same_fit as y_mean, y - avg(y) over same_fit as dy
  from measured
  window same_fit as (partition by ${setting}, quantity)
),
sums as (
  select ${setting}, network, family, quantity,
    count(dx) as n, count(*) - count(dx) as n_floored,
    count(distinct case when dx is not null then encoder_variance end) as n_variances,
    max(x_mean) as x_mean, max(y_mean) as y_mean,
    sum(dx * dx) as sxx, sum(dx * dy) as sxy, sum(dy * dy) as syy
  from centred
  group by ${setting}, network, family, quantity
),
slopes as (
  select ${setting}, network, family, quantity, n, n_floored, n_variances,
    x_mean, y_mean, sxx, sxy, syy,
    case when n_variances > 1 then sxy / sxx end as slope
  from sums
),
errors as (
  select ${setting}, network, family, quantity, n, n_floored, n_variances,
    slope, y_mean - slope * x_mean as intercept,
    slope * sxy / nullif(syy, 0) as r_squared,
    case when n > 2 then sqrt(greatest(syy - slope * sxy, 0) / (n - 2) / sxx) end as slope_error
  from slopes
)
select ${setting}, network, family, quantity, n, n_floored, n_variances,
  slope,
  slope - quantile * slope_error as slope_low,
  slope + quantile * slope_error as slope_high,
  intercept, r_squared,
  case
    when likelihood <> 'gaussian' or kl_weight = 0 then null
    when quantity = 'decoder_lipschitz_lower' then -0.25e0
    when quantity = 'encoder_lipschitz_lower' then 0.25e0
  end as slope_theory
from errors
left join student_t on df = least(n - 2, ${greatest_df})
