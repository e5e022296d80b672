-- How far engines are apart: each measured number of a trial beside that of the same cell and replicate
-- on the engine strict. The gap is relative to the greater magnitude; two zeros agree.
with pairs as (
  select other.engine, other.quantity, other.value, exact.value as strict_value,
    case when other.value = exact.value then 0e0
      else abs(other.value - exact.value) / greatest(abs(other.value), abs(exact.value)) end as gap
  from quantities as other
  join quantities as exact
    on ${other_is_exact}
      and other.replicate = exact.replicate and other.quantity = exact.quantity
      and exact.engine = 'strict' and other.engine <> 'strict'
)
select engine, quantity, count(*) as n, avg(value) as mean, avg(strict_value) as strict_mean,
  avg(gap) as mean_gap, max(gap) as greatest_gap
from pairs
group by engine, quantity
