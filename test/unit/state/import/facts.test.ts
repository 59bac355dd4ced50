import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { entitySql } from '../../../../src/entity/map.ts';
import {
  mappedSource,
  ofAnyRows,
  presentRoles,
  type ColumnFacts,
  type MappedSource,
} from '../../../../src/entity/source.ts';
import { exactProfile, finish, stage as stageRows } from '../../../../src/import/stage/importer.ts';
import { RAW } from '../../../../src/import/stage/treatments.ts';
import { WORTH_KNOWING } from '../../../../src/import/stage/trimmed.ts';
import { ok } from '../../../../src/result.ts';
import { cleanSteps } from '../../../../src/run/data-steps.ts';
import type { ExistingSource } from '../../../../src/state/import/existing.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { ImportedTable } from '../../../../src/state/import/imported.ts';
import { openEngine } from '../../engine/support.ts';
import { valueOf } from '../../files/support.ts';
import { notebookOf } from '../support.ts';
import { engineTools } from './engine-tools.ts';
import { csvFile, until } from './workshop.ts';

/** What importing finds to hold of all rows, and how far it goes with them. */

/** The notebook's engine; import engines are sessions of another, as in the page. */
let engine: Engine;
let host: Engine;
/** A file whose texts need no trimming, imported, and its rows. */
let first: ImportedTable;
let stored: Uint8Array;
beforeAll(async () => {
  [engine, host] = await Promise.all([openEngine(), openEngine()]);
  await engine.run('CREATE SCHEMA source');
  first = await imported([ordersFile('orders.csv')]);
  stored = valueOf(await engine.toIpc('FROM source.orders'));
});
afterAll(() => [engine, host].forEach((each) => each.terminate()));

const tools = engineTools(() => host);

/** Blanks of every kind that reading takes away, each in a column of its own; the last stands among few values. */
const BLANKS = {
  number: '12347.0',
  before: ' A1',
  behind: 'A1 ',
  tab: 'A1\t',
  wide: '\u3000A1',
  broken: '\nA1',
  only: ' ',
  few: ' web',
};
const HEADS = ['order_id', 'customer_id', 'order_date', 'channel', 'amount'];
type Line = Record<string, string>;

/** A file of orders, as many as are worth it to be looked through; `mend` changes one line, `more` adds columns. */
function ordersFile(
  name: string,
  mend: Line = {},
  { rows = WORTH_KNOWING, more = [] }: { rows?: number; more?: string[] } = {},
): File {
  const heads = [...HEADS, ...more];
  const lines = Array.from({ length: rows }, (_, i): Line => {
    const day = `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const channel = ['web', 'app', 'shop'][i % 3]!;
    return {
      ...Object.fromEntries(more.map((head) => [head, head === 'few' ? channel : `${head}-${i % 5_000}`])),
      order_id: `${name.length}-${100_000 + i}`,
      customer_id: `C${i % 3_000}`,
      order_date: day,
      channel,
      amount: `${i % 90}.5`,
    };
  });
  // Far from the rows that are looked at first, and from those at equal steps.
  Object.assign(lines[Math.floor(rows / 2) + 7]!, mend);
  return csvFile(
    name,
    heads.join(','),
    lines.map((line) => heads.map((head) => `"${line[head]}"`).join(',')),
  );
}

async function imported(
  files: File[],
  {
    existing = [],
    prepare,
  }: { existing?: ExistingSource[]; prepare?: (session: ImportSession) => void } = {},
): Promise<ImportedTable> {
  const session = new ImportSession({
    tools,
    key: async () => 'secret',
    existing,
    expected: existing.length > 0 ? [first.expected] : [],
  });
  await session.add(files);
  await until(() => session.ready && session.items.every(({ standing }) => standing.is !== 'comparing'));
  prepare?.(session);
  const tables: ImportedTable[] = [];
  const take = async (name: string, pieces: AsyncIterable<Uint8Array>) => {
    const replaced = await engine.replaceTable(name, pieces, { schema: 'source' });
    return replaced.ok ? ok(null) : replaced;
  };
  valueOf(await session.confirm('secret', take, (table) => tables.push(table)));
  expect(tables).toHaveLength(1);
  // That lets the import engine go.
  await tables[0]!.digests();
  session.dispose();
  return tables[0]!;
}

const holding = (fact: keyof ColumnFacts) => (table: ImportedTable) =>
  table.columns.flatMap((c) => (c[fact] ? [c.name] : []));
const [trimmed, unsigned, unique] = [holding('trimmed'), holding('unsigned'), holding('unique')];
const sourceOf = ({ expected, columns }: ImportedTable): MappedSource => mappedSource(expected, columns);

/** In how many rows each role is read otherwise than if nothing were known of the table; roles in none are left out. */
async function differing(source: MappedSource): Promise<Record<string, number>> {
  const rows = async (of: MappedSource, table: string) => {
    valueOf(await engine.run(entitySql([of])));
    valueOf(await engine.run(`CREATE OR REPLACE TABLE ${table} AS FROM mapped_orders`));
  };
  await rows(source, 'known');
  await rows(ofAnyRows(source), 'general');
  const counts = presentRoles('orders', [source]).map(
    (role) => `count_if(known.${role} IS DISTINCT FROM general.${role})::INTEGER AS ${role}`,
  );
  const [found] = valueOf(
    await engine.rows<Record<string, number>>(
      `SELECT ${counts.join(', ')} FROM known POSITIONAL JOIN general`,
    ),
  );
  return Object.fromEntries(Object.entries(found!).filter(([, n]) => n > 0));
}

const ALL = ['order_id', 'customer_id', 'channel'];

describe('the texts of a file', () => {
  test('that need no trimming are known to, and read as they are', async () => {
    expect(trimmed(first)).toEqual(ALL);
    expect([unsigned(first), unique(first)]).toEqual([['amount'], ['order_id']]);
    const source = sourceOf(first);
    expect(entitySql([source])[1]).toContain('SELECT "customer_id" AS customer');
    expect(entitySql([source])).not.toEqual(entitySql([ofAnyRows(source)]));
    expect(await differing(source)).toEqual({});
    // What the notebook keeps of the source, and shares, says nothing of its rows.
    expect(JSON.stringify(first.expected)).not.toContain('trimmed');
    expect(first.expected.columns).toHaveLength(HEADS.length);
  });

  test(
    'with a blank in one row, or changed by a policy, are read in the general form, in that column alone',
    { tags: ['whole'] },
    async () => {
      const read = [...Object.keys(BLANKS), 'plain'];
      const more = [...read, 'masked'];
      const table = await imported([ordersFile('orders.csv', BLANKS, { more })], {
        prepare: ({ items }) =>
          more.forEach((name) => items[0]!.treat(name, name === 'masked' ? 'mask' : 'keep')),
      });
      const source = sourceOf(table);
      expect(source.columns.map(({ name }) => name)).toEqual([...HEADS, ...more]);
      expect(trimmed(table)).toEqual([...ALL, 'plain']);
      const roles = ['product', 'category', 'region', 'status', 'payment_status', 'fulfilment_status'];
      roles.push('refund_status', 'direction', 'channel');
      const mapping = { ...source.mapping, ...Object.fromEntries(read.map((name, i) => [roles[i]!, name])) };
      expect(await differing({ ...source, mapping })).toEqual({});
      // A fact that these rows do not bear out would show, whichever column it were told of. `.0` goes from codes alone.
      const columns = source.columns.map((c) =>
        read.includes(c.name) ? { ...c, trimmed: true as const } : c,
      );
      const wrong = await differing({ ...source, mapping, columns });
      expect(wrong).toEqual(Object.fromEntries(roles.slice(0, -1).map((role) => [role, 1])));
    },
  );

  test(
    'of so many that the first ones are reported at once are looked through to the last',
    { tags: ['whole'] },
    async () => {
      const rows = 200_001;
      const column = (name: string) => ({ name, original: name, type: 'text', format: '' }) as const;
      const reading = { name: 'many', kind: 'csv', part: '', text: null, preview: [], notices: [] } as const;
      const from = `(SELECT 'A' || i AS a, 'B' || i || CASE WHEN i = 150000 THEN ' ' ELSE '' END AS b,
      'C' || i % 5 AS c, 'D' || i % 5 || CASE WHEN i = 150000 THEN ' ' ELSE '' END AS d FROM range(${rows}) t(i))`;
      const columns = ['a', 'b', 'c', 'd'].map(column);
      valueOf(
        await stageRows(
          engine,
          { form: 'relation', from },
          { ...reading, columns, preview: [], notices: [] },
        ),
      );
      valueOf(await exactProfile(engine));
      const made = valueOf(await finish(engine, RAW));
      expect(made.rows).toBe(rows);
      expect(made.columns.flatMap((c) => (c.trimmed ? [c.name] : []))).toEqual(['a', 'c']);
      expect(made.columns.flatMap((c) => (c.unique ? [c.name] : []))).toEqual([]);
    },
  );

  test('of few rows are not looked through', { tags: ['whole'] }, async () => {
    const few = await imported([ordersFile('orders.csv', {}, { rows: WORTH_KNOWING - 1 })]);
    expect([trimmed(few), unsigned(few), unique(few)]).toEqual([[], [], []]);
  });
});

describe('what is known of rows', () => {
  const BLANK = { customer_id: 'C1 ' };
  test('of files under each other is what is known of each', { tags: ['whole'] }, async () => {
    const table = await imported([
      ordersFile('month_01.csv', BLANK),
      ordersFile('month_02.csv', { channel: ' web', amount: '-1.5' }),
    ]);
    expect(table.ledger.read).toBe(2 * WORTH_KNOWING);
    expect(trimmed(table)).toEqual(['order_id']);
    // The second file has a line of the first one's number.
    expect([unsigned(table), unique(table)]).toEqual([[], []]);
    expect(await differing(sourceOf(table))).toEqual({});
  });

  const BOTH: [string, boolean, Line, string[]][] = [
    ['knows of it and the file has a blank', true, BLANK, ['order_id', 'channel']],
    ['knows nothing and the file has none', false, {}, []],
  ];
  test.each(BOTH)(
    'of a source and rows put under it is what is known of both: it %s',
    { tags: ['whole'] },
    async (_, known, mend, expected) => {
      const existing: ExistingSource = {
        name: first.expected.name,
        file: first.file,
        columns: known ? first.columns : ofAnyRows(sourceOf(first)).columns,
        ledger: first.ledger,
        personal: first.personal,
        digests: async () => null,
        async *pieces() {
          yield stored;
        },
      };
      const table = await imported([ordersFile('orders_02.csv', mend)], {
        existing: [existing],
        prepare: ({ items }) => items[0]!.choose('append'),
      });
      expect(table.ledger.read).toBe(2 * WORTH_KNOWING);
      expect(trimmed(table)).toEqual(expected);
      expect([unsigned(table), unique(table)]).toEqual([known ? ['amount'] : [], []]);
      expect(await differing(sourceOf(table))).toEqual({});
    },
  );

  test('is part of what a cleaned table follows from', () => {
    const source = { ...sourceOf(first), version: 'a' };
    const versionsOf = (one: typeof source) =>
      cleanSteps({ notebook: notebookOf({}), sources: [one], restored: [], today: '2026-01-15' }).versions;
    const known = versionsOf(source);
    const general = versionsOf({ ...source, ...ofAnyRows(source) });
    for (const name of ['clean.orders', 'quarantine.orders', 'clean.customers', 'clean.ledger'])
      expect(known.get(name)).not.toBe(general.get(name));
    // Other rows are another source, whatever is known of them.
    expect(versionsOf({ ...source, version: 'b' }).get('clean.orders')).not.toBe(known.get('clean.orders'));
  });
});
