-- Trials that did not end well, and why.
select trial_id, status, failure_step, failure_class, failure_message, failure_stack_hash,
  ${cell}, replicate
from trials
where status <> 'ok'
