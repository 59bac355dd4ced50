import { Window } from 'happy-dom';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fitGrid } from '../../../src/app/cell/fit-grid.ts';
import { gridColumns } from '../../../src/app/cell/grid-columns.ts';
import type { GridSource, ResultField } from '../../../src/state/result-pages.ts';

beforeAll(() => void vi.stubGlobal('document', new Window().document));
afterAll(() => vi.unstubAllGlobals());

const fields: ResultField[] = [{ name: 'customer', type: 'text', sqlType: 'VARCHAR' }];
const page = { fields, count: 1, data: [['C10951']] };
const words = { lang: 'en', currency: 'GBP' } as const;

/** A table whose widest values are known when it is told to answer. */
function table() {
  let resolve!: (widest: unknown[][]) => void;
  let reject!: (why: Error) => void;
  const promise = new Promise<unknown[][]>((yes, no) => ([resolve, reject] = [yes, no]));
  const source = { widest: () => promise } as unknown as GridSource;
  const fits: Record<string, number>[] = [];
  const done = fitGrid(
    document.body,
    { source, fields, columns: gridColumns(fields, undefined, 'en'), page },
    words,
    (widths) => fits.push(widths),
  );
  return { resolve, reject, fits, done };
}

test('what is in sight is fitted at once, and again when the widest values of the table are known', async () => {
  const { resolve, fits, done } = table();
  expect(fits.map((widths) => Object.keys(widths))).toEqual([['customer']]);
  resolve([['CUSTOMER-0001']]);
  await done;
  expect(fits).toHaveLength(2);
});

test('where the widest values cannot be read the first rows stay what is fitted to', async () => {
  const { reject, fits, done } = table();
  reject(new Error('gone'));
  await done;
  expect(fits).toHaveLength(1);
});
