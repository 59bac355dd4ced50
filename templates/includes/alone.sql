-- The first of what is ranked, if no other is its equal: of two that tie neither is the most. A count of one is none.
QUALIFY {of} > {over} AND {of} = max({of}) OVER () AND count(*) OVER (PARTITION BY {of}) = 1
