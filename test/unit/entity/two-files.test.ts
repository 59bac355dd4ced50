import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const COLUMNS = [
  'order_id VARCHAR',
  'customer VARCHAR',
  'ordered_at TIMESTAMP',
  'product VARCHAR',
  'amount DOUBLE',
];
const ROLES = Object.fromEntries(COLUMNS.map((column) => [column.split(' ')[0]!, column.split(' ')[0]!]));
let made = 0;

/** Rows that stay, as `file:row`, of files given as lines of `order day product amount`. */
async function kept(...files: string[][]): Promise<string[]> {
  const letters = ['a', 'b', 'c'];
  const run = ++made;
  const sources = [];
  for (const [i, lines] of files.entries()) {
    const rows = lines.map((line) => {
      const [order, day, product, amount] = line.split(' ');
      return `(${order === '-' ? 'NULL' : `'${order}'`}, 'c${order}', '2024-01-${day}', '${product}', ${amount})`;
    });
    sources.push(await addSource(db, `${letters[i]}${run}`, values(COLUMNS, rows), 'orders', ROLES));
  }
  await clean(db, { sources });
  const rows = await db.rows<{ place: string }>(
    `SELECT left(_source, 1) || ':' || _row AS place FROM clean.orders ORDER BY 1`,
  );
  return rows.map(({ place }) => place);
}

describe('the same orders in two files', () => {
  test('count once, in the file that goes further', async () => {
    const january = ['1 01 tea 10', '2 02 tea 20', '2 02 cup 5', '3 03 tea 30'];
    expect(await kept(january, ['2 02 tea 20', '2 02 cup 5', '3 03 tea 30', '4 04 tea 40'])).toEqual([
      'a:1',
      'b:1',
      'b:2',
      'b:3',
      'b:4',
    ]);
    const line = (await db.rows<LedgerRow>(ledgerSql())).find(({ rule }) => rule === 'orders.in_two_files');
    expect(line).toMatchObject({ removed: 3 });
  });

  test('lose no line that only one of them has, and no other order of the same number', async () => {
    expect(await kept(['1 01 tea 10', '2 02 tea 20'], ['1 01 cup 10', '2 05 tea 20'])).toHaveLength(4);
  });

  test(
    'of a month and of that month and the next are one where one holds the other',
    { tags: ['whole'] },
    async () => {
      expect(
        await kept(['1 01 tea 10', '2 02 tea 20'], ['1 01 tea 10', '2 02 tea 20', '3 03 tea 30']),
      ).toEqual(['b:1', 'b:2', 'b:3']);
    },
  );

  test('stay where the files are one as a whole', { tags: ['whole'] }, async () => {
    expect(await kept(['1 01 tea 10', '2 02 tea 20'], ['1 01 tea 10', '2 02 tea 20'])).toHaveLength(4);
  });

  test('are not guessed at without an order id', async () => {
    expect(await kept(['- 01 tea 10'], ['- 01 tea 10'])).toHaveLength(2);
  });
});

test('a single file has no line of that rule', async () => {
  await kept(['1 01 tea 10', '1 01 tea 10']);
  expect((await db.rows<LedgerRow>(ledgerSql())).map(({ rule }) => rule)).not.toContain(
    'orders.in_two_files',
  );
});
