-- Whether two days lie a whole number of years apart, a few days let pass: spans that begin on them have one season.
(abs(({to} - {from}) / 365.25::DOUBLE - round(({to} - {from}) / 365.25::DOUBLE)) <= 0.03::DOUBLE AND {to} - {from} > 300)
