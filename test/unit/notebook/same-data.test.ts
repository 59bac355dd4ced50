import { expect, test } from 'vitest';
import { defaultCell, defaultNotebook, defaultSource } from '../../../src/notebook/defaults.ts';
import { onSameData } from '../../../src/notebook/same-data.ts';

const source = (name: string) => ({ ...defaultSource, name, entity: 'orders' as const });
const from = {
  ...defaultNotebook,
  title: 'Theirs',
  currency: 'EUR',
  goal: { ...defaultNotebook.goal, statement: 'theirs', confirmed: true },
  sources: [source('orders'), source('never_given')],
  cleaning: [{ rule: 'status', action: 'quarantine' as const, params: { x: 1 } }],
  cells: [{ ...defaultCell, name: 'a', template: 'sql' }],
};
const fresh = { ...defaultNotebook, title: 'Mine', cells: [{ ...defaultCell, name: 'b', template: 'rfm' }] };

test('what is about the data goes along, question and cells do not', () => {
  const made = onSameData(fresh, from as never, new Set(['orders']));
  expect([made.title, made.currency, made.goal, made.cells]).toEqual([
    ...['Mine', 'EUR', fresh.goal, fresh.cells],
  ]);
  expect([made.sources, made.cleaning]).toEqual([[source('orders')], from.cleaning]);
});

test.each([
  [
    { customers: 20, share: 0.5, tables: true },
    { customers: 20, share: 0.5, tables: true },
  ],
  [
    { customers: 1, share: 1, tables: false },
    { customers: 5, share: 0.85, tables: false },
  ],
  [
    { customers: 20, share: 1, tables: false },
    { customers: 20, share: 0.85, tables: false },
  ],
])('of what may leave, %j is taken over only where it is tighter', (disclosure, expected) => {
  expect(onSameData(fresh, { ...from, disclosure } as never, new Set()).disclosure).toEqual(expected);
});
