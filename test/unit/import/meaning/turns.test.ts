import { afterEach, expect, test, vi } from 'vitest';
import { ENTITIES, ENTITY_NAMES } from '../../../../src/entity/catalogue.ts';
import { columnFacts } from '../../../../src/import/meaning/column-facts.ts';
import { columnsOf, lookAtColumns, proposeMeaning } from '../../../../src/import/meaning/meaning.ts';
import * as scores from '../../../../src/import/meaning/entity-score.ts';
import * as content from '../../../../src/import/meaning/content-score.ts';
import * as detect from '../../../../src/privacy/detect.ts';
import type { ColumnProfile } from '../../../../src/import/stage/profile.ts';

afterEach(() => void vi.restoreAllMocks());

/** Counts how often the values of a column are gone through. */
function column(name: string, values: string[]): { profile: ColumnProfile; looks: () => number } {
  let looks = 0;
  const examples = new Proxy(values, {
    get(of, key) {
      if (key === 'map') looks += 1;
      return Reflect.get(of, key) as unknown;
    },
  });
  const figures = { sqlType: 'VARCHAR', filled: 3, distinct: 3, min: null, max: null, top: [] };
  return { profile: { name, ...figures, examples }, looks: () => looks };
}

test('the values of columns are gone through one column after the other, and not again by what proposes', async () => {
  const day = column('order_date', ['2024-01-02', '2024-01-03', '2024-02-01']);
  const customer = column('customer_id', ['C1', 'C2', 'C3']);
  const profile = [day.profile, customer.profile];
  const turns: number[][] = [];
  await lookAtColumns('orders', profile, 3, async () => turns.push([day.looks(), customer.looks()]));
  const values = ['1,0', ...Array.from({ length: 5 }, () => '2,0'), '2,1'];
  expect(turns.map(String)).toEqual([...values, ...Array.from({ length: 9 }, () => '2,2')]);
  const facts = columnsOf(profile, 3).map(columnFacts);
  expect(facts.map(({ temporal }) => temporal)).toEqual([true, false]);
  expect(proposeMeaning('orders', profile, 3, []).mapping).toMatchObject({ customer: 'customer_id' });
  const again = columnsOf(profile, 3).map(columnFacts);
  expect(again.every((told, i) => told === facts[i])).toBe(true);
  expect(columnsOf(profile, 4)[0]).toMatchObject({ rows: 4 });
});

test('what is personal in a column, what it could mean and what the table is are found before it is proposed, each in a task of its own', async () => {
  const profile = [column('order_date', ['2024-01-02']).profile, column('customer_id', ['C1']).profile];
  const personal = vi.spyOn(detect, 'detectPersonal');
  const fit = vi.spyOn(content, 'contentScore');
  const score = vi.spyOn(scores, 'entityScore');
  const turns: number[][] = [];
  await lookAtColumns('orders', profile, 1, async () =>
    turns.push([fit.mock.calls.length, score.mock.calls.length]),
  );
  const [customers, orders, events, feedback] = ENTITY_NAMES.map((name) => ENTITIES[name].roles.length);
  const roles = [0, customers!, orders!, events!, feedback!];
  const summed = roles.map((_, i) => roles.slice(0, i + 1).reduce((a, b) => a + b));
  const all = summed.at(-1)!;
  expect(turns).toEqual([
    [0, 0],
    ...summed.map((n) => [n, 0]),
    [all, 0],
    ...summed.map((n) => [all + n, 0]),
    ...[1, 2, 3, 4].map((n) => [2 * all, n]),
  ]);
  const looked = [personal, fit, score].map(({ mock }) => mock.calls.length);
  proposeMeaning('orders', profile, 1, []);
  expect([personal, fit, score].map(({ mock }) => mock.calls.length)).toEqual(looked);
  // Of another name it may be something else.
  proposeMeaning('clicks', profile, 1, []);
  expect(score.mock.calls.length).toBe(8);
});
