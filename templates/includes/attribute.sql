-- The customer's class by the attribute chosen.
coalesce(nullif(trim(CASE {by}
  WHEN 'industry' THEN industry
  WHEN 'level' THEN level
  WHEN 'region' THEN region
  WHEN 'city' THEN city
  WHEN 'company_size' THEN company_size
  WHEN 'gender' THEN gender
  WHEN 'age' THEN
    -- @include age-band age=age
  WHEN 'income' THEN
    -- @include income-band income=income
  WHEN 'core_need' THEN core_need
  WHEN 'team' THEN team
  WHEN 'owner' THEN owner
  WHEN 'source_system' THEN source_system
  WHEN 'none' THEN '(all)'
{by}_case END), ''), '(none)')
