lower(text) AS said,
-- Each word between blanks, so that none is found within another.
' ' || regexp_replace(lower(text), '[^\p{L}\p{N}]+', ' ', 'g') || ' ' AS spaced
