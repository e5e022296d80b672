-- What claims are tested on: one row per claim, trial and level of the claim's knob. The columns of
-- the cell name what is held; the knob's own are null. x: ln of the level, or the level itself for
-- noise, which may be 0; y: ln of the value, null at or below the floor, where the number says how
-- it was computed and not what the network is. A value below the floor stands at it. Without noise
-- there is no target, so such a trial is compared with those of every target.
with targets as (
  select distinct noise_target as target
  from plan
  where noise_target is not null
),
asked as (
  select c.claim, c.knob, c.floor, q.architecture, q.latent, q.likelihood,
    q.encoder_variance_mode, q.encoder_variance, q.kl_weight, q.input_noise,
    case when c.knob = 'input_noise' then coalesce(q.noise_target, t.target)
      else q.noise_target end as noise_target,
    q.engine, q.replicate,
    case c.knob
      when 'encoder_variance' then q.encoder_variance
      when 'kl_weight' then q.kl_weight
      when 'input_noise' then q.input_noise
    end as level,
    case when c.unit = 'per_deviation' then q.value * sqrt(q.encoder_variance) else q.value end
      as value
  from quantities as q
  join (values ${claim_rows}) as c(claim, knob, regime, quantity, unit, floor)
    on q.quantity = c.quantity and (c.regime = 'any' or c.regime = q.encoder_variance_mode)
  left join targets as t on c.knob = 'input_noise' and q.noise_target is null
  where q.kl_weight > 0
)
select claim, architecture, latent, likelihood, encoder_variance_mode,
  case when knob <> 'encoder_variance' then encoder_variance end as encoder_variance,
  case when knob <> 'kl_weight' then kl_weight end as kl_weight,
  case when knob <> 'input_noise' then input_noise end as input_noise,
  noise_target, engine, replicate, level, greatest(value, floor) as value,
  case when knob = 'input_noise' then level else ln(level) end as x,
  case when value > floor then ln(value) end as y
from asked
where level is not null
