-- One row per trial of the plan. Equal copies are shown once; copies that differ are all shown, so
-- that count(*) tells. An attempt that reached its time is shown only where no other attempt ended.
-- Where the engine is not exact copies may differ: the first that is a result is shown, as `settled` says.
select ${columns}
from (
  select ${columns},
    row_number() over (
      partition by trial_id,
        case when status = 'timeout' then '' when engine in (${inexact_engines}) then 'any' else row_digest end
      order by case when status = 'failed' then 1 else 0 end,
        case when engine in (${inexact_engines}) then '' else plan_digest end,
        provenance.finished_at, row_digest, provenance.host) as copy,
    count(case when status <> 'timeout' then 1 end) over (partition by trial_id) as ended
  from recorded
) as copies
where copy = 1 and (status <> 'timeout' or ended = 0)
