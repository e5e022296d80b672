-- Every measured number of every trial that ended well, one per row.
select *
from (
  select t.trial_id, ${t_cell}, t.replicate, q.quantity,
    case q.quantity
      ${quantity_cases}
    end as value
  from trials as t
  cross join (values ${quantity_rows}) as q(quantity)
  where t.status = 'ok'
) as taken
where value is not null
