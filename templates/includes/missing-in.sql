-- How many days of a span are among those of `missing`.
(SELECT coalesce(sum(greatest(least(until, ({end})::DATE) - greatest(since, ({start})::DATE), 0)), 0)::BIGINT FROM {name})
