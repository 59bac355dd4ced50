import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEntitiesFrom } from './support.ts';
import { openNative, type Native } from '../support/native.ts';
import { runCell } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

/** Visits of so many steps each, the last of which pays; a customer to each. */
const visits = (
  steps: string,
) => `SELECT 'c' || v AS customer, 's' || v AS session, TIMESTAMP '2024-05-01 08:00:00' + to_seconds(i) AS occurred_at,
  CASE WHEN i = n THEN 'pay' ELSE 'view' END AS action
  FROM (SELECT v, (${steps})::BIGINT AS n FROM range(300) t(v)), LATERAL (SELECT unnest(range(1, n + 1)) AS i)`;

const barsOf = async (steps: string) => {
  await createEntitiesFrom(db, { events: visits(steps) });
  const { chart } = await runCell(
    db,
    'steps-to-complete',
    { goals: ['pay'] },
    {
      asOf: '2024-06-01',
      periodStart: '2024-01-01',
      periodEnd: '2024-05-31',
    },
  );
  return chart!.map(({ steps: bin, completed }) => [bin, completed]);
};

test('bins are even, a gap between them stays, and the last says that it is open', async () => {
  expect(await barsOf('CASE WHEN v = 0 THEN 97 WHEN v < 10 THEN 21 ELSE 3 END')).toEqual([
    ...[
      ['1–2', 0],
      ['3–4', 290],
      ['5–6', 0],
      ['7–8', 0],
      ['9–10', 0],
      ['11–12', 0],
    ],
    ...[
      ['13–14', 0],
      ['15–16', 0],
      ['17–18', 0],
      ['19–20', 0],
      ['21–22', 9],
      ['23+', 1],
    ],
  ]);
});

test('of a few steps each number is a bin, and nothing is open where nobody is beyond', async () => {
  expect(await barsOf('2 + 2 * (v % 2)')).toEqual([
    ['1', 0],
    ['2', 150],
    ['3', 0],
    ['4', 150],
  ]);
});

test('a million steps are a dozen bins at most', async () => {
  expect((await barsOf('CASE WHEN v < 290 THEN 5 ELSE 2000 END')).length).toBeLessThanOrEqual(13);
});
