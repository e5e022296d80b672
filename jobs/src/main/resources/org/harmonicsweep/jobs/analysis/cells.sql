-- One row per cell: how many trials ended well (n) or not (n_failed), and for each headline quantity
-- its mean, standard deviation and 95 % interval over the replicates.
with counted as (
  select ${cell},
    count(case when status = 'ok' then 1 end) as n,
    count(case when status <> 'ok' then 1 end) as n_failed
  from trials
  group by ${cell}
),
wide as (
  select ${cell},
    ${headline_columns}
  from cell_quantities
  where quantity in (${headline_names})
  group by ${cell}
)
select ${counted_cell}, n, n_failed,
  ${headline_names_wide}
from counted
left join wide on ${counted_is_wide}
