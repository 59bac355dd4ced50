-- The largest share that one customer has in a sum of {of} over rows of customers, 0..1.
max(abs({of}))::DOUBLE / nullif(sum(abs({of})), 0)
