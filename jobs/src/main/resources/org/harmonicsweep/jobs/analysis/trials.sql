-- One row per trial of the plan. Equal copies are shown once; copies that differ are all shown, so
-- that count(*) tells. An attempt that reached its time is shown only where no other attempt ended.
select ${columns}
from (
  select ${columns},
    row_number() over (
      partition by trial_id, case when status = 'timeout' then '' else row_digest end
      order by plan_digest, provenance.finished_at, provenance.host) as copy,
    count(case when status <> 'timeout' then 1 end) over (partition by trial_id) as ended
  from recorded
) as copies
where copy = 1 and (status <> 'timeout' or ended = 0)
