-- Whether newcomers of a span can be told from earlier customers: where the data begin everybody is new, so they must
-- reach back as far again as the span is long, or half a year (3 % are let pass).
{first} < greatest({before}, {start} - 180) + 1 + floor(0.03::DOUBLE * least({days}, 180))::INTEGER
