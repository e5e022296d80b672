-- Each trial of fixed encoder variance beside that of the smallest variance, all other factors and
-- the replicate being equal: the two share initial weights, minibatch order and noise.
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
)
select ${cell}, quantity, baseline_variance, replicate, value, baseline_value,
  value - baseline_value as difference
from paired
where encoder_variance > baseline_variance and baseline_value is not null
