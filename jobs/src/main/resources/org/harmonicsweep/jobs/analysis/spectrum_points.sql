-- One row per trial, network, family of lines and frequency.
select trial_id, network, family, cutoff, ${frequency_and_power}
from spectra
