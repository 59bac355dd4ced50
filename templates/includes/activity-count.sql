count(DISTINCT CASE WHEN order_id IS NOT NULL THEN hash(buyer, order_id) END) + count(DISTINCT CASE WHEN order_id IS NULL AND one_by_one = 0 THEN (buyer, moment) END) + sum(one_by_one)::BIGINT
