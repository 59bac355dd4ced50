import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { disclose } from '../../../src/disclosure/disclose.ts';
import { gatedResult } from '../../../src/disclosure/gated-result.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import { DEFAULT_DISCLOSURE } from '../../../src/privacy/disclosure-rules.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { nativeConnector } from '../support/native-connector.ts';
import { openNative, type Native } from '../support/native.ts';
import { many, openCompany } from '../template/scoped.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

test('a row of a table whose figure is one customer’s, or is so less another row’s, does not leave', async () => {
  const company = {
    orders: many(12, (i) => ({
      customer: `c${i}`,
      ordered_at: '2024-03-05 10:00:00',
      amount: 100 + i ** 2 + i / 7,
      channel: i < 6 ? 'web' : 'shop',
    })),
  };
  const given = await (await openCompany(company, db)).scope({ period: { kind: 'all' } });
  await db.exec(
    `CREATE OR REPLACE TABLE tops AS
     SELECT channel, count(DISTINCT customer) AS customers, max(amount) AS most FROM orders GROUP BY channel`,
    `CREATE OR REPLACE TABLE sums AS
     SELECT 'all' AS who, 12::BIGINT AS customers, sum(amount) AS spent FROM orders
     UNION ALL SELECT 'others', 11, sum(amount) FROM orders WHERE customer <> 'c4'
     UNION ALL SELECT 'half', 6, 1234.5678`,
  );
  const notebook = {
    ...defaultNotebook,
    cells: [{ ...defaultCell, name: 'kpi', template: 'kpi' }],
    disclosure: { ...DEFAULT_DISCLOSURE, tables: true },
  };
  const connector = nativeConnector(db);
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  const turn = vi.fn(async () => {});
  const gated = await disclose(connector, {
    ...{ notebook, given, template: getTemplate },
    output: () => undefined,
    turn,
  });
  clock.mockRestore();
  // Before the cell, behind what was held against the rest, and behind all of it.
  expect(turn.mock.calls.length).toBeGreaterThan(1);
  if (!gated.ok) throw new Error(JSON.stringify(gated.fault));
  expect(await gatedResult(connector, 'tops', gated.value)).toMatchObject({
    fault: { code: 'disclosure-nothing' },
  });
  const sums = await gatedResult(connector, 'sums', gated.value);
  expect(sums).toMatchObject({
    value: {
      held: 1,
      rows: {
        data: [
          ['all', 'half'],
          [12, 6],
          [expect.any(Number), 1230],
        ],
      },
    },
  });
});
