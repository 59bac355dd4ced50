import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNative, type Native } from '../support/native.ts';
import { createEntitiesFrom, runCell } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

/** What is told of 600 answers of as many customers, of which two in three are happy and write these texts in turn. */
async function told(happy: string[], unhappy: string[]): Promise<string[]> {
  const one = (texts: string[]) => `['${texts.join("', '")}'][1 + (i // 3) % ${texts.length}]`;
  await createEntitiesFrom(db, {
    feedback: `SELECT 'c' || i AS customer, TIMESTAMP '2024-05-01' AS occurred_at, CASE WHEN i % 3 < 2 THEN 5 ELSE 1 END AS csat,
      CASE WHEN i % 3 < 2 THEN ${one(happy)} ELSE ${one(unhappy)} END AS text FROM range(600) t(i)`,
  });
  const scope = { asOf: '2024-06-01', periodStart: '2024-01-01', periodEnd: '2024-05-31' };
  const { findings } = await runCell(db, 'feedback-keywords', {}, scope);
  return findings
    .flatMap(({ rule, term }) => (String(rule).startsWith('said_') ? [`${rule} ${term}`] : []))
    .sort();
}

const OTHER = ['the delivery of monday', 'we ordered lamps', 'no further remark'];

test('two words of the same texts are told once', async () => {
  const said = await told(
    ['the staff was friendly', 'the lamp, bright as promised, arrived', ...OTHER],
    ['a box, and it was broken', ...OTHER],
  );
  expect(said.filter((one) => /box|broken/.test(one))).toHaveLength(1);
  expect(said.filter((one) => /staff|friendly/.test(one)).length).toBeLessThanOrEqual(1);
  expect(said.filter((one) => one.startsWith('said_happy'))).toHaveLength(2);
});

test('words of other texts are told beside each other', async () => {
  const said = await told(OTHER, ['it came broken', 'far too expensive', ...OTHER]);
  expect(said).toEqual(['said_unhappy broken', 'said_unhappy expensive']);
});
