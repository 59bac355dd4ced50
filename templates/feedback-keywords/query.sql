-- What feedback is about: words and pairs of words by the number of texts they occur in, and which group
-- of texts says them more than the others do.

-- @step texts
SELECT
  text,
  CASE $compare
    WHEN 'mood' THEN
      CASE
        WHEN nps <= 6 OR csat <= 2 OR rating <= 2 OR lower(kind) IN ('complaint', '投诉') THEN 'unhappy'
        WHEN nps >= 9 OR csat >= 4 OR rating >= 4 THEN 'happy'
        ELSE 'other'
      END
    WHEN 'kind' THEN coalesce(kind, 'none')
    WHEN 'topic' THEN coalesce(topic, 'none')
    WHEN 'channel' THEN coalesce(channel, 'none')
    ELSE 'none'
  END AS grp,
  -- Who writes twice is one customer; texts without a name are each someone else's.
  coalesce('c' || customer, 'a' || row_number() OVER (ORDER BY text, occurred_at)) AS who
FROM feedback
WHERE length(trim(text)) > 0
-- In an order of their own, so that the order of the file changes nothing.
ORDER BY text, grp, who

-- @model keywords from texts as words
SELECT $top AS top, $least AS least_documents, $stop AS stop, $keep AS keep

-- @result
WITH told AS (
  SELECT term, grp, documents::DOUBLE / of_documents AS share, z, row_number() OVER (PARTITION BY term ORDER BY z DESC, grp) AS place
  FROM words
  WHERE grp IS NOT NULL AND z >= 1.96
)
SELECT
  w.term,
  w.documents,
  w.documents::DOUBLE / w.of_documents AS share,
  w.count AS occurrences,
  coalesce(told.grp, 'everyone') AS grp,
  told.share AS group_share,
  told.z
FROM words w
LEFT JOIN told ON told.term = w.term AND told.place = 1
WHERE w.grp IS NULL
ORDER BY w.documents DESC, w.count DESC, w.term

-- @chart
WITH shown AS (
  FROM result ORDER BY documents DESC, occurrences DESC, term LIMIT 40
),
-- Whoever wrote the term, Chinese anywhere in a text, other words between blanks; texts without a name are each someone
-- else's.
writers AS (
  SELECT term, count(DISTINCT coalesce('c' || customer, 'a' || place)) AS behind
  FROM shown
  JOIN (
    SELECT
      customer, row_number() OVER () AS place,
      -- @include said
    FROM feedback
    WHERE length(trim(text)) > 0
  ) ON CASE WHEN regexp_matches(term, '[⺀-鿿]|[^\pL\pN ]') THEN contains(said, term) ELSE contains(spaced, ' ' || term || ' ') END
  GROUP BY term
)
SELECT term, documents, grp, coalesce(behind, 1) AS behind
FROM shown
LEFT JOIN writers USING (term)
ORDER BY documents DESC, occurrences DESC, term

-- @people
-- Who wrote what.
SELECT
  customer,
  -- @include said
FROM feedback
WHERE customer IS NOT NULL AND length(trim(text)) > 0

-- @findings
WITH seen AS (
  SELECT
    count(*) AS n,
    count(DISTINCT grp) AS groups
  FROM texts
),
compared AS (
  SELECT 'words' AS family, term || ' ' || grp AS key, log_odds AS effect, log_odds / z AS error, NULL AS df, 0 AS least, NULL AS looked
  FROM words
  WHERE grp IS NOT NULL AND z <> 0
),
-- @include judged
,
marked AS (
  SELECT term, grp, documents, group_share, share, z, row_number() OVER (PARTITION BY grp ORDER BY z DESC, term) AS place
  FROM result
  WHERE grp <> 'everyone' AND (SELECT verdict FROM judged WHERE key = term || ' ' || grp) > 0
),
-- A word that mostly stands in the texts of the foremost one says the same of the same answers.
beside AS (
  SELECT m.term, m.grp,
    count(*) FILTER (WHERE CASE WHEN regexp_matches(f.term, '[⺀-鿿]|[^\pL\pN ]') THEN contains(t.said, f.term) ELSE contains(t.spaced, ' ' || f.term || ' ') END)::DOUBLE / count(*) AS shared
  FROM marked m
  JOIN marked f ON f.grp = m.grp AND f.place = 1
  JOIN (
    SELECT grp,
      -- @include said
    FROM texts
  ) t ON t.grp = m.grp AND CASE WHEN regexp_matches(m.term, '[⺀-鿿]|[^\pL\pN ]') THEN contains(t.said, m.term) ELSE contains(t.spaced, ' ' || m.term || ' ') END
  WHERE m.place BETWEEN 2 AND 20
  GROUP BY m.term, m.grp
),
told AS (
  SELECT * EXCLUDE (place), row_number() OVER (PARTITION BY grp ORDER BY place) AS place
  FROM marked
  WHERE (term, grp) NOT IN (SELECT (term, grp) FROM beside WHERE shared > 0.5)
),
rules AS (
  SELECT 1 AS place, 'few_texts' AS rule, 'warning' AS severity, '' AS term, '' AS grp, n AS documents, 0::DOUBLE AS share, 0::DOUBLE AS group_share, 0::DOUBLE AS z
  FROM seen
  WHERE n BETWEEN 1 AND 29
  UNION ALL
  (SELECT 2, 'commonest', 'info', term, '', documents, share, 0::DOUBLE, 0::DOUBLE
  FROM result
  -- @include alone of=documents over=1
  )
  UNION ALL
  SELECT 3, CASE grp WHEN 'unhappy' THEN 'said_unhappy' WHEN 'happy' THEN 'said_happy' ELSE 'said' END,
    CASE grp WHEN 'unhappy' THEN 'bad' WHEN 'happy' THEN 'good' ELSE 'info' END,
    term, grp, documents, share, group_share, z
  FROM told
  WHERE place <= CASE WHEN grp IN ('unhappy', 'happy') THEN 2 ELSE 1 END AND grp NOT IN ('other', 'none')
  UNION ALL
  SELECT 4, 'no_difference', 'info', '', '', n, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE
  FROM seen
  WHERE groups > 1 AND NOT EXISTS (FROM marked)
)
SELECT rule, severity, term, grp, documents, share, group_share, z
FROM rules
ORDER BY place, z DESC, term
LIMIT 8
