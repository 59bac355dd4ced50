-- What becomes of a judged change: it stands where one season is compared with itself, or the change goes beyond that of
-- a year before, or no less far from where things stood then; else it is the season's, or nobody can tell.
CASE
  WHEN {free} OR EXISTS (FROM judged WHERE family IN ('season', 'year') AND key = {key} AND verdict = {verdict}) THEN 'stands'
  WHEN EXISTS (FROM season_rates WHERE key = {key}) THEN 'season'
  ELSE 'no_year'
END
