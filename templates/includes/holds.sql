-- Whether the agreement of `a`, a row of `agreed` or none, runs on a day, given the last purchase before that.
coalesce(a.stays OR CASE WHEN {last} IS NULL THEN a.ends >= {day} ELSE {last} + a.term >= {day} END, false)
