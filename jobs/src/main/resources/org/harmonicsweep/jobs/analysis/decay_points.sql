-- What variance_decay fits: ln(quantity) against ln(encoder variance), one row per trial of fixed
-- variance. Values at or below the floor say how the number was computed, not what the network is:
-- their x and y are null.
select ${setting}, m.network, m.family, m.quantity, replicate,
  case when value > m.floor then ln(encoder_variance) end as x,
  case when value > m.floor then ln(value) end as y
from quantities
join (values ${decay_rows}) as m(quantity, network, family, floor)
  on quantities.quantity = m.quantity
where encoder_variance_mode = 'fixed'
