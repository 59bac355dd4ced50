/**
 * SQL that measures each planted fact (`facts.ts`) on the files themselves, one row with a column per measure.
 * Reads the views of `open-sample.ts`: raw tables `customers`, `orders`, `events`, `feedback`, and `sold`, the
 * orders after the usual cleaning (distinct lines, customer known, not cancelled, positive quantity and price).
 */
export const MEASURES: Record<string, string> = {
  'heavy-tail': `
    WITH spend AS (
      SELECT customer_id, sum(amount) AS total,
        coalesce(sum(amount) FILTER (order_date >= '2025-07-01'), 0) AS recent
      FROM sold GROUP BY 1),
    ranked AS (
      SELECT *, row_number() OVER (ORDER BY total DESC, customer_id) AS n,
        row_number() OVER (ORDER BY recent DESC, customer_id) AS m FROM spend)
    SELECT sum(total) FILTER (n <= (SELECT ceil(.2 * count(*)) FROM spend)) / sum(total) AS top20Share,
      sum(recent) FILTER (m <= (SELECT ceil(.2 * count(*)) FROM spend WHERE recent > 0)) / sum(recent)
        AS top20ShareLast12Months
    FROM ranked`,

  seasons: `
    WITH monthly AS (
      SELECT date_trunc('month', order_date) AS month, count(DISTINCT order_id) AS n,
        year(order_date - INTERVAL 6 MONTH) AS season_year FROM sold GROUP BY ALL),
    ranked AS (
      SELECT *, n / avg(n) OVER (PARTITION BY season_year) AS ratio,
        rank() OVER (PARTITION BY season_year ORDER BY n DESC) AS place FROM monthly)
    SELECT min(ratio) FILTER (month(month) = 11) AS novemberOverMean,
      min(ratio) FILTER (month(month) = 6) AS juneOverMean,
      count(*) FILTER (place <= 2 AND month(month) IN (6, 11)) / 2 AS yearsWithThosePeaks
    FROM ranked`,

  'busy-mornings': `
    WITH cells AS (
      SELECT isodow(event_time) AS d, hour(event_time) AS h, count(*) AS n FROM events GROUP BY 1, 2),
    top AS (SELECT * FROM cells ORDER BY n DESC LIMIT 6)
    SELECT (SELECT count(*) FROM top WHERE d BETWEEN 2 AND 4 AND h BETWEEN 9 AND 10)
        AS topSixHoursThatAreTueToThu9To10,
      (SELECT sum(n) FILTER (d > 5) / sum(n) FROM cells) AS weekendShare`,

  'failing-module': `
    WITH rates AS (
      SELECT action, avg((result = 'failure')::INT) AS rate FROM events GROUP BY 1)
    SELECT avg((result = 'failure')::INT) FILTER (device = $device) AS failureRateOnDevice,
      avg((result = 'failure')::INT) FILTER (device <> $device) AS failureRateElsewhere,
      avg((result = 'failure')::INT) AS failureRateOverall,
      count(*) FILTER (device = $device AND failure_reason = $reason)
        / count(*) FILTER (device = $device AND result = 'failure') AS mainReasonShare,
      (SELECT max(rate) FROM rates WHERE action <> $action) AS highestRateOfOtherModules
    FROM events WHERE action = $action`,

  'declining-region': `
    WITH halves AS (
      SELECT region, count(DISTINCT order_id) FILTER (order_date >= '2026-01-01') AS late,
        count(DISTINCT order_id) FILTER (order_date < '2026-01-01') AS early
      FROM sold WHERE order_date >= '2025-07-01' AND region IS NOT NULL GROUP BY 1)
    SELECT max(late / early - 1) FILTER (region = $region) AS changeDeclining,
      min(late / early - 1) FILTER (region <> $region) AS lowestChangeElsewhere
    FROM halves`,

  channels: `
    WITH aov AS (
      SELECT channel, sum(amount) / count(DISTINCT order_id) AS aov FROM sold WHERE channel IS NOT NULL GROUP BY 1),
    firsts AS (
      SELECT customer_id, arg_min(channel, order_date) AS channel, count(DISTINCT order_id) > 1 AS again
      FROM sold WHERE channel IS NOT NULL GROUP BY 1),
    again AS (SELECT channel, avg(again::INT) AS rate FROM firsts GROUP BY 1)
    SELECT (SELECT aov FROM aov WHERE channel = $highest) / (SELECT aov FROM aov WHERE channel = $lowest)
        AS repOverLiveAov,
      (SELECT (arg_max(channel, aov) = $highest)::INT FROM aov) AS highestAovIsRep,
      (SELECT rate FROM again WHERE channel = $lowest) AS liveRepeatRate,
      (SELECT rate FROM again WHERE channel = $highest) AS repRepeatRate,
      (SELECT (arg_min(channel, rate) = $lowest)::INT FROM again) AS lowestRepeatIsLive`,

  retention: `
    WITH months AS (
      SELECT DISTINCT customer_id, date_trunc('month', order_date) AS month FROM sold),
    cohorts AS (
      SELECT customer_id, month, min(month) OVER (PARTITION BY customer_id) AS cohort FROM months),
    periods AS (
      SELECT cohort, date_diff('month', cohort, month) AS p, count(*) AS n FROM cohorts GROUP BY 1, 2),
    rates AS (
      SELECT p, sum(n) / (SELECT sum(n) FROM periods z WHERE z.p = 0 AND z.cohort BETWEEN '2024-10-01' AND '2025-06-01')
        AS rate
      FROM periods WHERE cohort BETWEEN '2024-10-01' AND '2025-06-01' AND p <= 12 GROUP BY 1)
    SELECT max(rate) FILTER (p = 1) AS month1, max(rate) FILTER (p = 6) AS month6, max(rate) FILTER (p = 12) AS month12,
      (max(rate) FILTER (p = 1) > max(rate) FILTER (p = 6) AND max(rate) FILTER (p = 6) > max(rate) FILTER (p = 12))::INT
        AS decays
    FROM rates`,

  'bought-together': `
    WITH baskets AS (
      SELECT order_id, bool_or(product = $antecedent) AS a, bool_or(product = $consequent) AS c
      FROM sold GROUP BY 1)
    SELECT count(*) FILTER (a AND c) / count(*) FILTER (a) AS confidence,
      (count(*) FILTER (a AND c) / count(*) FILTER (a)) / (count(*) FILTER (c) / count(*)) AS lift
    FROM baskets`,

  'nps-by-industry': `
    WITH profile AS (SELECT 客户编号 AS id, any_value(行业) AS industry FROM customers GROUP BY 1),
    nps AS (
      SELECT industry, 100 * avg(CASE WHEN NPS评分 >= 9 THEN 1 WHEN NPS评分 <= 6 THEN -1 ELSE 0 END) AS nps
      FROM feedback JOIN profile ON 客户编号 = id WHERE NPS评分 BETWEEN 0 AND 10 GROUP BY 1)
    SELECT max(nps) FILTER (industry = $highest) AS café, max(nps) FILTER (industry = $lowest) AS hotel,
      (arg_max(industry, nps) = $highest)::INT AS caféIsHighest, (arg_min(industry, nps) = $lowest)::INT AS hotelIsLowest
    FROM nps`,

  'detractors-leave': `
    WITH answers AS (
      SELECT 客户编号 AS id, 反馈时间 AS t, NPS评分 AS score FROM feedback
      WHERE NPS评分 BETWEEN 0 AND 10 AND 客户编号 IN (SELECT customer_id FROM sold) AND 反馈时间 < '2026-01-01'),
    silence AS (
      SELECT score, NOT EXISTS (FROM sold WHERE customer_id = id AND order_date > t + INTERVAL 60 DAY
        AND order_date <= t + INTERVAL 180 DAY) AS silent FROM answers)
    SELECT avg(silent::INT) FILTER (score <= 6) AS silentDetractors,
      avg(silent::INT) FILTER (score >= 9) AS silentPromoters,
      avg(silent::INT) FILTER (score <= 6) / avg(silent::INT) FILTER (score >= 9) AS ratio
    FROM silence`,

  'complaint-topics': `
    WITH topics AS (SELECT 主题 AS topic, count(*) AS n FROM feedback WHERE 类型 LIKE '投诉%' GROUP BY 1)
    SELECT max(n) / sum(n) AS topTopicShare, (arg_max(topic, n) = $topic)::INT AS topIsDelivery FROM topics`,

  'weekend-response': `
    WITH medians AS (
      SELECT median("响应时长(分钟)") FILTER (isodow(反馈时间) <= 5) AS weekday,
        median("响应时长(分钟)") FILTER (isodow(反馈时间) > 5) AS weekend FROM feedback)
    SELECT weekday AS weekdayMedianMinutes, weekend AS weekendMedianMinutes, weekend / weekday AS ratio FROM medians`,

  'feature-usage': `
    WITH app AS (SELECT user_id, action FROM events WHERE channel = 'App')
    SELECT count(DISTINCT user_id) FILTER (action = $top) / count(DISTINCT user_id) AS topUserShare,
      count(DISTINCT user_id) FILTER (action = $bottom) / count(DISTINCT user_id) AS bottomUserShare
    FROM app`,

  'path-drop': `
    WITH visits AS (
      SELECT session_id, bool_or(action = 'home') AS home, bool_or(action = 'search') AS search,
        bool_or(action = 'product') AS product, bool_or(action = 'cart') AS cart, bool_or(action = 'pay') AS pay
      FROM events WHERE channel IN ('Mini program', 'Official mall') GROUP BY 1)
    SELECT count(*) FILTER (home AND search) / count(*) FILTER (home) AS homeToSearch,
      count(*) FILTER (search AND product) / count(*) FILTER (search) AS searchToProduct,
      count(*) FILTER (product AND cart) / count(*) FILTER (product) AS productToCart,
      count(*) FILTER (cart AND pay) / count(*) FILTER (cart) AS cartToPay
    FROM visits`,

  'best-team': `
    WITH ordered AS (SELECT DISTINCT customer_id, order_date FROM sold),
    calls AS (SELECT team, target, event_time, session_id FROM events WHERE action = '跟进 Follow-up'),
    lags AS (
      SELECT team, date_diff('second', order_date, event_time) / 3600 AS lag
      FROM calls ASOF JOIN ordered ON target = customer_id AND event_time >= order_date),
    logs AS (
      SELECT calls.team, date_diff('second', calls.event_time, e.event_time) / 60 AS wait
      FROM calls JOIN events e USING (session_id) WHERE e.action = '记录 Log note'),
    profile AS (SELECT 客户编号 AS id, any_value(所属团队) AS team FROM customers GROUP BY 1),
    revenue AS (
      SELECT team, sum(amount) / count(DISTINCT customer_id) AS per_customer
      FROM sold JOIN profile ON customer_id = id GROUP BY 1)
    SELECT (SELECT median(lag) FROM lags WHERE team = $team) AS bestMedianLagHours,
      (SELECT median(lag) FROM lags WHERE team <> $team) AS othersMedianLagHours,
      (SELECT median(wait) FROM logs WHERE team = $team) AS bestLogMinutes,
      (SELECT median(wait) FROM logs WHERE team <> $team) AS othersLogMinutes,
      (SELECT max(per_customer) FILTER (team = $team) / max(per_customer) FILTER (team = $compared) FROM revenue)
        AS revenuePerCustomerOverEastA`,

  'vip-at-risk': `
    WITH spend AS (
      SELECT customer_id, sum(amount) AS total, max(order_date) AS last,
        rank() OVER (ORDER BY sum(amount) DESC) AS place FROM sold GROUP BY 1)
    SELECT count(*) AS customers, min(date_diff('day', last, TIMESTAMP '2026-07-01')) AS leastSilentDays,
      max(place) AS leastSpendRank
    FROM spend JOIN vip_at_risk USING (customer_id)`,
};
