-- One row per trial of the plan. Equal copies are shown once; copies that differ are all shown, so
-- that count(*) tells.
select ${columns}
from (
  select ${columns},
    row_number() over (
      partition by trial_id, row_digest
      order by plan_digest, provenance.finished_at, provenance.host) as copy
  from recorded
) as copies
where copy = 1
