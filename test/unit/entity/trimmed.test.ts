import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alterableSql, castSql } from '../../../src/entity/cast.ts';
import { ENTITIES } from '../../../src/entity/catalogue.ts';
import { seededRandom } from '../../../src/model/random.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { few, upTo } from '../../tools/breadth.ts';

import { openWasm, type Wasm } from '../support/wasm.ts';
import { openNative, type Native } from './support.ts';

/** What reading a text in a role does where the column is known to need no trimming, and where it is not known. */

let native: Native;
let wasm: Wasm;
beforeAll(async () => {
  native = await openNative();
  wasm = await openWasm();
});
afterAll(() => native.close());

/** Every sign that is blank somewhere, and what stands beside it in exports. */
const BLANKS = [
  ' ',
  '  ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\u2003',
  '\u2028',
  '\0',
];
const WORDS = [
  '',
  'C100',
  '12347',
  '0',
  '-',
  'N/A',
  '无',
  '上海',
  '成功',
  'survey',
  'é',
  '１２',
  '!',
  '"',
  'a b',
  'USD',
  '😀',
  '\\N',
  'NULL',
  '#N/A',
];
const TAILS = ['', '', '.0', '.00', '.0.0', '.', '0'];

/** Texts of words with blanks before, behind and between; some of blanks alone, one that is empty, one that is missing. */
function texts(seed: number, count: number): (string | null)[] {
  const random = seededRandom(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const blank = () => (random() < 0.3 ? one(BLANKS) : '');
  const made = Array.from(
    { length: count },
    () => blank() + one(WORDS) + one(TAILS) + (random() < 0.2 ? blank() + one(WORDS) : '') + blank(),
  );
  // The engine's literals hold no zero byte.
  return [null, '', ...BLANKS, ...made].map((text) => text?.replaceAll('\0', '\u0001') ?? null);
}

const literal = (text: string | null): string => (text === null ? 'NULL::VARCHAR' : quoteText(text));

/** One role for each way in which texts are read. */
const ROLES = [
  ...new Map(
    Object.values(ENTITIES).flatMap(({ name, roles }) =>
      roles
        .filter(({ type }) => type === 'text')
        .map((role) => [
          castSql({ name: 't', type: 'VARCHAR' }, role),
          [`${name}.${role.name}`, role] as const,
        ]),
    ),
  ).values(),
];

test.each(few(ROLES, 3))('%s: what is told to need no trimming is read as it would be', async (_, role) => {
  const all = texts(7 + role.name.length, upTo(400, 4_000));
  const column = { name: 't', type: 'VARCHAR' };
  const sql = `SELECT count(*) AS n, count_if(general IS DISTINCT FROM known) AS differ,
    count_if(altered AND general IS DISTINCT FROM known) AS caught, count_if(NOT altered AND general IS DISTINCT FROM known) AS missed
    FROM (SELECT ${castSql(column, role)} AS general, ${castSql({ ...column, trimmed: true }, role)} AS known,
      coalesce(${alterableSql('t')}, false) AS altered FROM (VALUES ${all.map((text) => `(${literal(text)})`).join(', ')}) v(t))`;
  for (const [row] of [await native.rows(sql), wasm.rows(sql)]) {
    const { n, differ, caught, missed } = Object.fromEntries(
      Object.entries(row!).map(([key, value]) => [key, Number(value)]),
    );
    expect({ n, missed }).toEqual({ n: all.length, missed: 0 });
    // A column of these texts is not told to need none: read as if it were, it would be read otherwise.
    expect(differ).toBeGreaterThan(all.length / 20);
    expect(caught).toBe(differ);
  }
});

describe('a fact of texts', () => {
  test.each(['BIGINT', 'DOUBLE', 'DATE', 'BOOLEAN'])('says nothing of a column of %s', (type) => {
    const role = { name: 'customer', type: 'text' } as const;
    expect(castSql({ name: 't', type, trimmed: true }, role)).toBe(castSql({ name: 't', type }, role));
  });

  test('leaves numbers, times and answers to be read as they are', () => {
    const column = { name: 't', type: 'VARCHAR' };
    for (const type of ['number', 'integer', 'timestamp', 'boolean'] as const) {
      const role = { name: 'x', type };
      expect(castSql({ ...column, trimmed: true }, role)).toBe(castSql(column, role));
    }
  });
});
