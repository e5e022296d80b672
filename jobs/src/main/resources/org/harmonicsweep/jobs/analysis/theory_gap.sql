-- Measurement beside prediction, wherever theory gives one; the gap is relative to the prediction.
select trial_id, quantity, measured, theory, (measured - theory) / nullif(abs(theory), 0) as gap
from (
  select t.trial_id, p.quantity,
    case p.quantity
      ${measured_cases}
    end as measured,
    case p.quantity
      ${theory_cases}
    end as theory
  from trials as t
  cross join (values ${pair_rows}) as p(quantity)
) as pairs
where theory is not null
