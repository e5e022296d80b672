-- What remains to be done.
select plan.*
from plan
where not exists (select 1 from trials where trials.trial_id = plan.trial_id)
