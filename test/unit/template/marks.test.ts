import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsCondition } from '../../../src/template/finding-rows.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntities, GIVEN, runCell } from './support.ts';

const ASKED = { cell: 'cell', params: {}, given: GIVEN };

let db: Native;
beforeAll(async () => (db = await openNative()));
afterAll(() => db.close());

/** Customers whose result rows each mark of Pareto's chart stands for, over this many customers. */
async function behindMarks(customers: number) {
  const rows = Array.from({ length: customers }, (_, i) => [`c${i}`, '2024-01-01', 1 + (i % 40)]);
  await createEntities(db, { orders: { columns: ['customer', 'ordered_at', 'amount'], rows } });
  const template = getTemplate('pareto')!;
  const { chart, rows: result } = await runCell(db, template);
  const found = [];
  for (const mark of chart!) {
    const condition = rowsCondition(template, template.marks!, mark, ASKED);
    if (!condition.ok) throw new Error(condition.fault.code);
    const behind = await db.rows<{ customer: string }>(`SELECT customer FROM cell WHERE ${condition.value}`);
    expect(behind).toHaveLength(Number(mark['customers']));
    found.push(...behind.map(({ customer }) => customer));
  }
  return { found, all: result.map((row) => row['customer'] as string) };
}

test.each(few([7, 250], 2))(
  'each bar of the concentration leads to its customers, every one to one bar: %i',
  async (n) => {
    const { found, all } = await behindMarks(n);
    expect(all).toHaveLength(n);
    expect(found.toSorted()).toEqual(all.toSorted());
  },
);

test(
  'a bar of the concentration stands for the same share of other customers',
  { tags: ['whole'] },
  async () => {
    const template = getTemplate('pareto')!;
    const orders = (n: number) => ({
      orders: {
        columns: ['customer', 'ordered_at', 'amount'],
        rows: Array.from({ length: n }, (_, i) => [`c${i}`, '2024-01-01', 1000 - i]),
      },
    });
    await createEntities(db, orders(200));
    const { chart } = await runCell(db, template);
    const where = (condition: string, row: Record<string, unknown> = {}) => {
      const made = rowsCondition(template, condition, row, ASKED);
      if (!made.ok) throw new Error(made.fault.code);
      return made.value;
    };
    const bar = where(template.marks!, chart![9]);
    const top = where(template.findings['top_fifth']!.rows!);
    const counted = async () =>
      (
        await db.rows(
          `SELECT (count(*) FILTER (WHERE ${bar}))::INTEGER AS bar, (count(*) FILTER (WHERE ${top}))::INTEGER AS top, min(rank) FILTER (WHERE ${bar})::INTEGER AS first FROM cell`,
        )
      )[0];
    expect(await counted()).toEqual({ bar: 2, top: 40, first: 19 });
    await createEntities(db, orders(400));
    await runCell(db, template);
    expect(await counted()).toEqual({ bar: 4, top: 80, first: 37 });
  },
);

test('each tenth by lifetime value leads to its customers, every one to one tenth', async () => {
  const rows = Array.from({ length: 43 }, (_, i) => [`c${i}`, '2024-01-01', 1 + (i % 7)]);
  await createEntities(db, { orders: { columns: ['customer', 'ordered_at', 'amount'], rows } });
  const { found, sizes } = await behind('clv-simple', 'customer');
  expect(sizes).toEqual([5, 5, 5, 4, 4, 4, 4, 4, 4, 4]);
  expect(new Set(found).size).toBe(43);
});

test('each band of contribution leads to its customers, every one to one band', async () => {
  const rows = Array.from({ length: 43 }, (_, i) => [`c${i}`, '2024-01-01', 1 + (i % 7), 'p', 'q', 0.5]);
  const columns = ['customer', 'ordered_at', 'amount', 'product', 'category', 'cost'];
  await createEntities(db, { orders: { columns, rows } });
  const { found, sizes } = await behind('contribution', 'customer', 'behind');
  expect(sizes.slice(0, 2)).toEqual([5, 5]);
  expect(new Set(found).size).toBe(43);
});

test('bins beyond the fence lead to the outliers that they count, those within it to none', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    `c${i}`,
    '2024-01-01',
    i < 55 ? 10 + (i % 9) : 40 * (i - 50),
  ]);
  await createEntities(db, { orders: { columns: ['customer', 'ordered_at', 'amount'], rows } });
  const { found, sizes } = await behind('outliers', 'id', 'cases');
  expect(sizes.length).toBeGreaterThan(0);
  expect(new Set(found).size).toBe(5);
});

/** Who each mark that leads somewhere leads to, and how many each counts. */
async function behind(id: string, who: string, counted = 'customers') {
  const template = getTemplate(id)!;
  const { chart } = await runCell(db, template);
  const asked = [...template.marks!.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const found: unknown[] = [];
  const sizes: number[] = [];
  for (const mark of chart!.filter((row) => asked.every((name) => row[name] !== null))) {
    const condition = rowsCondition(template, template.marks!, mark, ASKED);
    if (!condition.ok) throw new Error(condition.fault.code);
    const rows = await db.rows<Record<string, unknown>>(`SELECT ${who} FROM cell WHERE ${condition.value}`);
    expect(rows).toHaveLength(Number(mark[counted]));
    sizes.push(rows.length);
    found.push(...rows.map((row) => row[who]));
  }
  return { found, sizes };
}

const marked = [...templates.values()].filter(({ marks }) => marks !== undefined);
test.each(few(marked, 8).map(({ id }) => id))(
  'what the marks of %s say can be asked of its result',
  async (id) => {
    const rows = [
      ['c1', '2024-01-01', 10, 'p'],
      ['c1', '2024-02-01', 10, 'q'],
      ['c2', '2024-03-01', 5, 'p'],
    ];
    await createEntities(db, { orders: { columns: ['customer', 'ordered_at', 'amount', 'product'], rows } });
    const template = getTemplate(id)!;
    const { chart } = await runCell(db, template);
    const condition = rowsCondition(template, template.marks!, chart?.[0] ?? {}, ASKED);
    if (!condition.ok) throw new Error(condition.fault.code);
    const counted = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM cell WHERE (${condition.value})`);
    expect(counted[0]!.n).toBeGreaterThanOrEqual(0);
  },
);
