-- Trials of an engine that is not exact with rows that differ: `trials` shows one of each.
select trial_id, engine, count(distinct row_digest) as digests, count(*) as copies
from recorded
where status <> 'timeout' and engine in (${inexact_engines})
group by trial_id, engine
having count(distinct row_digest) > 1
