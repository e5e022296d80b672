-- What was recorded for the plan with its measurement: superseded rows are left out, copies are
-- not. The architecture's name is the plan's: it is a label that a study may change.
select ${recorded_columns}
from parts
join plan on parts.trial_id = plan.trial_id and parts.measurement = plan.measurement
