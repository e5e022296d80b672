-- Every measured number of every trial that ended well, one per row.
select *
from (
  select t.trial_id, ${t_cell}, t.replicate,
    ${quantity_and_value}
  from trials as t
  where t.status = 'ok'
) as taken
where value is not null
