/**
 * What shipped analyses write to put lines together by order, and what comes to the same where each line is an order of
 * its own, as importing may know of a file (`isUnique`): to tell a million orders apart takes half of the statement.
 */
const SPARED: readonly (readonly [together: RegExp, single: string])[] = [
  // Metrics and key figures: every line has a key.
  [/\bcount\(DISTINCT order_key\)/g, 'count(order_key)'],
  // Weekday by hour: actions are counted beside.
  [
    /\bcount\(DISTINCT CASE WHEN order_id IS NOT NULL THEN hash\(buyer, order_id\) END\) \+ count\(DISTINCT CASE WHEN order_id IS NULL AND one_by_one = 0 THEN \(buyer, moment\) END\)/g,
    'count(*) FILTER (WHERE one_by_one = 0)',
  ],
  // RFM: the orders of which a customer's values are taken.
  [
    /\bmax\(ordered_at\) AS last_at, count\(\*\) AS lines, sum\(amount\) AS amount(\s+FROM \([^()]*\)\s+WHERE customer IS NOT NULL AND amount IS NOT NULL)\s+GROUP BY customer, hash\(order_id, CASE WHEN order_id IS NULL THEN ordered_at END\)/g,
    'ordered_at AS last_at, 1 AS lines, amount$1',
  ],
];

/** The SELECT of a shipped analysis as it may be run where no two lines are of one order. */
export const ofSingleLines = (sql: string): string =>
  SPARED.reduce((text, [together, single]) => text.replace(together, single), sql);
