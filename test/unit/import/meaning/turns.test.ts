import { expect, test } from 'vitest';
import { columnFacts } from '../../../../src/import/meaning/column-facts.ts';
import { columnsOf, lookAtColumns, proposeMeaning } from '../../../../src/import/meaning/meaning.ts';
import type { ColumnProfile } from '../../../../src/import/stage/profile.ts';

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
  await lookAtColumns(profile, 3, async () => turns.push([day.looks(), customer.looks()]));
  expect(turns).toEqual([
    [1, 0],
    [1, 1],
  ]);
  const facts = columnsOf(profile, 3).map(columnFacts);
  expect(facts.map(({ temporal }) => temporal)).toEqual([true, false]);
  expect(proposeMeaning('orders', profile, 3, []).mapping).toMatchObject({ customer: 'customer_id' });
  const again = columnsOf(profile, 3).map(columnFacts);
  expect(again.every((told, i) => told === facts[i])).toBe(true);
  expect(columnsOf(profile, 4)[0]).toMatchObject({ rows: 4 });
});
