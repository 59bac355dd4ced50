import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNative, type Native } from '../support/native.ts';
import { createEntitiesFrom, runCell } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

test('a topic is beside the other topics, not beside a survey without any, in both cells that compare it', async () => {
  // Of 300 tickets by each of three topics 1 in 3 about a are content, 2 in 3 of the others; of 2,000 answers to a survey all.
  await createEntitiesFrom(db, {
    feedback: `SELECT 'c' || i AS customer, TIMESTAMP '2024-05-01' AS occurred_at, ['a', 'b', 'd'][1 + i % 3] AS topic,
        CASE WHEN CASE WHEN i % 3 = 0 THEN i // 3 % 3 < 1 ELSE i // 3 % 3 < 2 END THEN 5 ELSE 1 END AS csat FROM range(900) t(i)
      UNION ALL SELECT 's' || i, TIMESTAMP '2024-05-01', NULL, 5 FROM range(2000) t(i)`,
  });
  const scope = { asOf: '2024-06-01', periodStart: '2024-01-01', periodEnd: '2024-05-31' };
  const below = async (id: string, rule: string, params: Record<string, string>) =>
    (await runCell(db, id, params, scope)).findings.find((row) => row['rule'] === rule);
  expect(await below('csat', 'below', { by: 'topic' })).toMatchObject({
    segment: 'a',
    csat: 1 / 3,
    rest: 2 / 3,
  });
  expect(await below('satisfaction-drivers', 'lowers', {})).toMatchObject({
    level: 'a',
    rate: 1 / 3,
    other: 2 / 3,
  });
});
