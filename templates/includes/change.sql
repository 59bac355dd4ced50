-- Change from one value to another: of shares in points (0.05 is five), of NPS too (its scale has a hundred of
-- them), as a ratio would speak of a scale that has no natural zero; of anything else relative to what it was.
CASE
  WHEN {format} = 'percent' THEN {now} - {before}
  WHEN {metric} = 'nps' THEN ({now} - {before}) / 100
  ELSE ({now} - {before}) / nullif(abs({before}), 0)
END
