-- The trend within each replicate of each setting, where the knob has two levels at least:
-- Spearman's rank correlation of level and value, ties at their middle rank and 0 where all values
-- are equal, and the least-squares slope of y against x.
with ranked as (
  select claim, ${cell}, replicate, x, y,
    count(*) over same_block as levels,
    row_number() over (partition by claim, ${cell}, replicate order by level)
      - (count(*) over same_block + 1) / 2e0 as level_rank,
    rank() over (partition by claim, ${cell}, replicate order by value)
      + (count(*) over (partition by claim, ${cell}, replicate, value) - 1) / 2e0
      - (count(*) over same_block + 1) / 2e0 as value_rank,
    case when y is not null then x end - avg(case when y is not null then x end) over same_block
      as dx,
    y - avg(y) over same_block as dy
  from claim_points
  window same_block as (partition by claim, ${cell}, replicate)
)
select claim, ${cell}, replicate, count(*) as levels,
  coalesce(
    sum(level_rank * value_rank)
      / nullif(sqrt(sum(level_rank * level_rank) * sum(value_rank * value_rank)), 0), 0)
    as rank_correlation,
  case when count(dy) > 1 then sum(dx * dy) / nullif(sum(dx * dx), 0) end as slope
from ranked
where levels > 1
group by claim, ${cell}, replicate
