-- The slope of a claim: averaged over settings within a replicate and then over replicates, with
-- Student's 95 % interval over replicates. A null architecture stands for all of them together.
with scoped as (
  select claim, cast(null as string) as architecture, replicate, rank_correlation, slope
  from claim_trends
  union all
  select claim, architecture, replicate, rank_correlation, slope
  from claim_trends
),
replicated as (
  select claim, architecture, replicate, count(*) as settings, avg(slope) as slope,
    sum(rank_correlation) as rank_correlation
  from scoped
  group by claim, architecture, replicate
),
statistics as (
  select claim, architecture, count(*) as replicates, max(settings) as settings,
    sum(rank_correlation) / sum(settings) as rank_correlation,
    count(slope) as n, avg(slope) as slope, stddev_samp(slope) as slope_sd
  from replicated
  group by claim, architecture
)
select claim, architecture, replicates, settings, rank_correlation, slope,
  slope - quantile * slope_sd / sqrt(n) as slope_low,
  slope + quantile * slope_sd / sqrt(n) as slope_high
from statistics
left join student_t on df = least(n - 1, ${greatest_df})
