-- Measurement beside prediction, wherever theory gives one; the gap is relative to the prediction.
select trial_id, quantity, measured, theory, (measured - theory) / nullif(abs(theory), 0) as gap
from (
  select t.trial_id,
    ${quantity_measured_and_theory}
  from trials as t
) as pairs
where theory is not null
