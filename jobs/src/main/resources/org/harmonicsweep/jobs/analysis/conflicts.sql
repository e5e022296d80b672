-- Trials that gave different bits when they were run again: empty, or the contract is broken. One that
-- reached its time contradicts none, and engines that are not exact promise no bits.
select trial_id, count(distinct row_digest) as digests, count(*) as copies
from recorded
where status <> 'timeout' and engine not in (${inexact_engines})
group by trial_id
having count(distinct row_digest) > 1
