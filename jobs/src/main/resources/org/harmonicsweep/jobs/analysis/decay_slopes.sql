-- The slope of each replicate alone: what the intervals of variance_decay are over.
with centred as (
  select ${setting}, network, family, quantity, replicate,
    x - avg(x) over same_replicate as dx, y - avg(y) over same_replicate as dy
  from decay_points
  window same_replicate as (partition by ${setting}, quantity, replicate)
)
select ${setting}, network, family, quantity, replicate, count(dx) as n_variances,
  sum(dx * dy) / sum(dx * dx) as slope
from centred
group by ${setting}, network, family, quantity, replicate
having count(dx) > 1
