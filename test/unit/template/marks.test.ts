import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsCondition } from '../../../src/template/finding-rows.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntities, GIVEN, runCell } from './support.ts';

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
    const condition = rowsCondition(template, template.marks!, mark, {}, GIVEN);
    if (!condition.ok) throw new Error(condition.fault.code);
    const behind = await db.rows<{ customer: string }>(`SELECT customer FROM cell WHERE ${condition.value}`);
    expect(behind).toHaveLength(Number(mark['customers']));
    found.push(...behind.map(({ customer }) => customer));
  }
  return { found, all: result.map((row) => row['customer'] as string) };
}

test.each([7, 250])(
  'each bar of the concentration leads to its customers, every one to one bar: %i',
  async (n) => {
    const { found, all } = await behindMarks(n);
    expect(all).toHaveLength(n);
    expect(found.toSorted()).toEqual(all.toSorted());
  },
);
