CASE WHEN price >= service AND price >= brand THEN 'price' WHEN service >= brand THEN 'service' WHEN brand IS NOT NULL THEN 'brand' END
