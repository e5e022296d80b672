-- Trials that did not end well, and why.
select trial_id, status, failure_step, failure_class, failure_message, failure_stack_hash,
  failure_timeout, provenance.stopped_in, provenance.stopped_at_step,
  ${cell}, replicate
from trials
where status <> 'ok'
