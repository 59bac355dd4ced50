-- Industries in which nobody has a company size, as private customers have none: its lack is no gap there. A few
-- customers may all lack it by chance.
SELECT industry FROM {of} WHERE industry IS NOT NULL AND EXISTS (FROM {of} WHERE company_size IS NOT NULL) GROUP BY industry HAVING count(*) >= 20 AND count(company_size) = 0
