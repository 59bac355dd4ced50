import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alterableSql } from '../../../src/entity/cast.ts';
import { cleanSql } from '../../../src/entity/cleaning.ts';
import { ledgerSql, sourceLedgerSql } from '../../../src/entity/ledger.ts';
import { entitySql } from '../../../src/entity/map.ts';
import type { CleaningSetting } from '../../../src/entity/rules/rule.ts';
import { ofAnyRows, type ColumnFacts, type MappedSource } from '../../../src/entity/source.ts';
import { seededRandom } from '../../../src/model/random.ts';
import { quoteName, quoteText } from '../../../src/sql/quote.ts';
import { few, PART, upTo } from '../../tools/breadth.ts';
import { addSource, openNative, TODAY, type Native } from './support.ts';

/** Cleaning that relies on what is known of a source's values, beside cleaning that knows nothing of them. */

let native: Native;
beforeAll(async () => {
  native = await openNative();
});
afterAll(() => native.close());

/** How a made-up file is: what cleaning looks for in it may be there or not. */
interface Kind {
  /** Each line has a number of its own: text, or whole numbers. */
  numbers: 'text' | 'integer' | 'lines' | 'blanks';
  /** Some lines take something back; some or all are written with a minus. */
  minus: 'none' | 'some' | 'all' | 'quantity';
}

const ROWS = 160;

async function made(seed: number, { numbers, minus }: Kind): Promise<MappedSource> {
  const random = seededRandom(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const back = minus === 'all' ? random() < 0.97 : minus === 'some' && random() < 0.1;
    const number = {
      text: i === 40 ? "'-'" : quoteText(`${back ? 'R' : 'A'}${1000 + i}`),
      integer: String(i * 3),
      lines: random() < 0.02 ? 'NULL' : quoteText(`${back ? 'R' : 'A'}${Math.floor(i / one([1, 2, 3]))}`),
      blanks: quoteText(`${back ? 'R' : 'A'}${Math.floor(i / 2)}${i % 2 === 0 ? ' ' : ''}`),
    }[numbers];
    const amount = random() < 0.03 ? 'NULL' : String(((random() < 0.02 ? 900 : 9) + random()).toFixed(2));
    const quantity = minus === 'quantity' && random() < 0.05 ? -1 : one([0, 1, 1, 2]);
    const customer = random() < 0.03 ? 'NULL' : quoteText(`C${Math.floor(random() * 30)}`);
    const day = `TIMESTAMP '2024-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)} 08:00:00'`;
    return `(${number}, ${customer}, ${day}, ${back ? '-' : ''}${amount}, ${quantity}, ${quoteText(one(['web', ' app', '']))}, ${quoteText(one(['x', 'y', 'z']))})`;
  });
  const type = numbers === 'integer' ? 'BIGINT' : 'VARCHAR';
  await native.exec('DROP SCHEMA IF EXISTS source CASCADE');
  const mapping = {
    order_id: 'id',
    customer: 'who',
    ordered_at: 'day',
    amount: 'sum',
    quantity: 'n',
    channel: 'via',
    product: 'what',
  };
  return addSource(
    native,
    'shop',
    `SELECT CAST(id AS ${type}) AS id, who, day, CAST(sum AS DOUBLE) AS sum, n::BIGINT AS n, via, what FROM (VALUES ${rows.join(', ')}) v(id, who, day, sum, n, via, what)`,
    'orders',
    mapping,
  );
}

/** A source with all that holds of its values. */
async function known(source: MappedSource): Promise<MappedSource> {
  const columns = await Promise.all(
    source.columns.map(async ({ name, type }) => {
      const c = quoteName(name);
      const [found] = await native.rows<Record<keyof ColumnFacts, boolean>>(
        `SELECT ${type === 'VARCHAR' ? `count_if(${alterableSql(c)}) = 0` : 'false'} AS trimmed,
          ${/INT|DOUBLE/.test(type) ? `coalesce(min(${c}) >= 0, false)` : 'false'} AS unsigned,
          count(DISTINCT ${c}) = count(*) AS "unique" FROM source.shop`,
      );
      const facts = Object.entries(found!).filter(([, holds]) => holds);
      return { name, type, ...(Object.fromEntries(facts) as ColumnFacts) };
    }),
  );
  return { ...source, columns };
}

/** All that cleaning leaves: rows, marks and accounts. */
async function cleaned(
  source: MappedSource,
  settings: CleaningSetting[],
): Promise<Record<string, unknown[]>> {
  await native.exec(...entitySql([source]), ...cleanSql({ sources: [source], settings, today: TODAY }));
  const rows: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries({
    clean: 'FROM all_orders ORDER BY _row',
    aside: 'FROM quarantine.orders ORDER BY _row',
    marked: 'FROM clean.orders_marked ORDER BY ALL',
    refunds: 'FROM all_refunds ORDER BY ALL',
    customers: 'FROM all_customers ORDER BY customer',
    ledger: ledgerSql(),
    sources: sourceLedgerSql(),
  }))
    rows[name] = await native.rows(sql);
  return rows;
}

const on = (rule: string, action: CleaningSetting['action'], params: CleaningSetting['params'] = {}) => ({
  rule: `orders.${rule}`,
  action,
  params,
});

const SETTINGS: Record<string, CleaningSetting[]> = {
  'the default rules': [],
  'outliers set aside by their distance': [
    on('amount_over_mean', 'quarantine', { times: 2 }),
    on('amount_iqr', 'flag'),
    on('amount_mad', 'flag'),
  ],
  'a minus for money spent, by the day': [
    on('signs', 'correct', { means: 'out' }),
    on('repeated_ids', 'correct', { by: 'day' }),
  ],
  'a minus that lessens, by the number': [
    on('signs', 'correct', { means: 'less' }),
    on('repeated_ids', 'correct', { by: 'id' }),
    on('repeated_total', 'correct', { means: 'order' }),
    on('refund', 'flag'),
  ],
};

const NUMBERS: Kind['numbers'][] = ['text', 'integer', 'lines', 'blanks'];
const MINUS: Kind['minus'][] = ['none', 'some', 'all', 'quantity'];
const KINDS = NUMBERS.flatMap((numbers) => MINUS.map((minus): Kind => ({ numbers, minus })));

/** All settings; in `npm test` the default rules and, kind by kind, another one beside them. */
const settingsOf = (kind: Kind) =>
  Object.entries(SETTINGS).filter((_, i) => !PART || i === 0 || i === NUMBERS.indexOf(kind.numbers));

// Every fifth has each form of numbers and each sign once.
test.each(few(KINDS, 20))(
  'numbers as $numbers, minus in $minus: the same is left, whatever is known',
  async (kind) => {
    for (let seed = 1; seed <= upTo(1, 12); seed++) {
      const source = await made(seed + 100 * KINDS.indexOf(kind), kind);
      const facts = await known(source);
      const ids = facts.columns.find(({ name }) => name === 'id')!;
      // Texts that are one when they have been read are no numbers of their own.
      expect([kind.numbers, Boolean(ids.unique)]).toEqual([kind.numbers, kind.numbers !== 'lines']);
      expect(Boolean(ids.trimmed)).toBe(kind.numbers === 'text' || kind.numbers === 'lines');
      for (const [name, settings] of settingsOf(kind))
        expect([name, await cleaned(facts, settings)]).toEqual([
          name,
          await cleaned(ofAnyRows(source), settings),
        ]);
    }
  },
);

describe('a fact that the rows do not bear out', () => {
  const wrong: [keyof ColumnFacts, string, Kind][] = [
    ['unsigned', 'sum', { numbers: 'text', minus: 'some' }],
    ['unsigned', 'sum', { numbers: 'text', minus: 'all' }],
    ['unique', 'id', { numbers: 'lines', minus: 'none' }],
    ['unsigned', 'n', { numbers: 'text', minus: 'quantity' }],
    ['trimmed', 'via', { numbers: 'text', minus: 'none' }],
  ];
  test.each(few(wrong, 4))('shows: %s of %s', async (fact, column, kind) => {
    const source = ofAnyRows(await made(5, kind));
    const settings = SETTINGS['outliers set aside by their distance']!;
    const facts = await known(source);
    expect(facts.columns.find(({ name }) => name === column)).not.toHaveProperty(fact);
    const columns = facts.columns.map((c) => (c.name === column ? { ...c, [fact]: true } : c));
    expect(await cleaned({ ...source, columns }, settings)).not.toEqual(await cleaned(source, settings));
  });

  test(
    'is asked of each file: numbers of their own in one may stand in another',
    { tags: ['whole'] },
    async () => {
      const source = await known(await made(3, { numbers: 'text', minus: 'none' }));
      await native.exec(
        "CREATE TABLE source.other AS SELECT * REPLACE ('other ' || who AS who) FROM source.shop",
      );
      const other = { ...ofAnyRows(source), name: 'other' };
      const both = async (sources: MappedSource[]) => {
        await native.exec(...entitySql(sources), ...cleanSql({ sources, settings: [], today: TODAY }));
        return native.rows('SELECT order_id, amount, _source, _row, _flags FROM all_orders ORDER BY ALL');
      };
      for (const second of [other, { ...source, name: 'other' }])
        expect(await both([source, second])).toEqual(await both([ofAnyRows(source), other]));
    },
  );
});

test('where tables are compressed, customers and numbers that never repeat are kept as they are', async () => {
  await native.exec("ATTACH ':memory:' AS packed (COMPRESS)", 'USE packed');
  const source = await known(await made(7, { numbers: 'text', minus: 'none' }));
  const texts = async (of: MappedSource) => {
    await native.exec(
      ...entitySql([of]),
      ...cleanSql({ sources: [of], settings: [], today: TODAY }),
      'CHECKPOINT',
    );
    const kept = await native.rows<{ c: string }>(
      "SELECT DISTINCT column_name AS c FROM pragma_storage_info('clean.orders') WHERE segment_type = 'VARCHAR' AND compression = 'Uncompressed' ORDER BY 1",
    );
    return kept.map(({ c }) => c);
  };
  try {
    expect(await texts(source)).toEqual(['customer', 'order_id']);
    expect(await texts(ofAnyRows(source))).toEqual(['customer']);
  } finally {
    await native.exec('USE memory', 'DETACH packed');
  }
});
