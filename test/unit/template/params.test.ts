import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { checkValue, checkValues, defaultValues, renderLiterals } from '../../../src/template/params.ts';
import type { Param, ParamValue } from '../../../src/template/schema.ts';
import { openNative, type Native } from '../support/native.ts';

const label = { zh: '项', en: 'item' };
const params: Param[] = [
  { id: 'n', kind: 'number', label, default: 0.3, min: -1, max: 1 },
  { id: 'i', kind: 'integer', label, default: 5, min: -9, max: 10 },
  { id: 'b', kind: 'boolean', label, default: true },
  {
    id: 'c',
    kind: 'choice',
    label,
    default: 'x',
    options: [
      { value: 'x', label },
      { value: "it's", label },
    ],
  },
  { id: 'd', kind: 'date', label, default: null },
  { id: 't', kind: 'text', label, default: '', maxLength: 20 },
  { id: 'l', kind: 'list', label, default: [] },
  {
    id: 'w',
    kind: 'weights',
    label,
    default: { r: 0.3, f: 0.4, m: 0.3 },
    parts: [
      { id: 'r', label },
      { id: 'f', label },
      { id: 'm', label },
    ],
  },
  { id: 'r', kind: 'rules', label, default: [], fields: [{ id: 'days', label }] },
];
const find = (id: string): Param => params.find((p) => p.id === id)!;

describe('checkValues', () => {
  test('completes with defaults and leaves out what the template has not', () => {
    const result = checkValues(params, { i: 7, other: 1 });
    expect(result).toEqual({ ok: true, value: { ...defaultValues(params), i: 7 } });
  });

  test.each<[string, ParamValue, string]>([
    ['n', 1.01, 'param-out-of-range'],
    ['n', Number.NaN, 'param-not-a-number'],
    ['n', '0.3', 'param-not-a-number'],
    ['i', 2.5, 'param-not-whole'],
    ['b', 1, 'param-not-yes-or-no'],
    ['c', 'y', 'param-not-an-option'],
    ['d', '2024-02-30', 'param-not-a-date'],
    ['d', '2024-1-3', 'param-not-a-date'],
    ['t', 'x'.repeat(21), 'param-too-long'],
    ['r', ['VIP'], 'param-not-rules'],
    ['r', [{ name: ' ', min: { days: 1 }, max: {} }], 'rule-unnamed'],
    ['r', [{ name: 'a', min: {}, max: {} }], 'rule-empty'],
    ['r', [{ name: 'a', min: { other: 1 }, max: {} }], 'rule-empty'],
    ['r', [{ name: 'a', min: { days: 2 }, max: { days: 1 } }], 'rule-crossed'],
    ['r', ['a', ' a'].map((name) => ({ name, min: { days: 1 }, max: {} })), 'rule-twice'],
    ['r', [{ name: 'a', min: { days: Number.NaN }, max: {} }], 'param-not-rules'],
    ['l', ['a', 1] as unknown as string[], 'param-not-a-list'],
    ['w', { r: 1, f: 1 }, 'param-not-weights'],
    ['w', { r: 0, f: 0, m: 0 }, 'param-not-weights'],
    ['w', { r: -1, f: 1, m: 1 }, 'param-not-weights'],
  ])('%s = %j is refused: %s', (id, value, code) => {
    const result = checkValue(find(id), value);
    expect(result.ok ? 'accepted' : result.fault.code).toBe(code);
    expect(result.ok ? null : result.fault.values?.param).toBe(id);
  });

  test('a value of any shape is refused in words, whatever it says of itself', () => {
    const choice = params.find((p) => p.kind === 'choice')!;
    const value = { toString: 1, valueOf: null } as unknown as ParamValue;
    expect(checkValue(choice, value)).toEqual({
      ok: false,
      fault: { code: 'param-not-an-option', values: { param: 'c', value: '{"toString":1,"valueOf":null}' } },
    });
  });

  test('weights come back summing to one', () => {
    const result = checkValue(find('w'), { r: 2, f: 1, m: 1 });
    expect(result.ok && result.value).toEqual({ r: 0.5, f: 0.25, m: 0.25 });
  });
});

describe('literals mean in DuckDB what they meant in the notebook', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test('each kind', async () => {
    const values = {
      ...defaultValues(params),
      n: -0.1,
      i: -9,
      c: "it's",
      d: '2024-02-29',
      t: "a'b\\n\n中",
      l: ["x'y", ''],
      r: [{ name: "o'x", min: { days: 1.5 }, max: {} }],
    };
    const lit = renderLiterals(params, values);
    const [row] = await db.rows(
      `SELECT (${lit.r})[1].name rn, (${lit.r})[1].days_min rl, (${lit.r})[1].days_max IS NULL ru, 0 - ${lit.n} n, typeof(${lit.n}) tn, 1 - ${lit.i} i, ${lit.b} b, ${lit.c} c, ${lit.d}::VARCHAR d,
        ${lit.t} t, array_to_string(${lit.l}, '|') l, typeof(${lit.l}) tl, ${lit.w_f} f`,
    );
    expect(row).toEqual({
      rn: "o'x",
      rl: 1.5,
      ru: true,
      n: 0.1,
      tn: 'DOUBLE',
      i: 10,
      b: true,
      c: "it's",
      d: '2024-02-29',
      t: "a'b\\n\n中",
      l: "x'y|",
      tl: 'VARCHAR[]',
      f: 0.4,
    });
    const empty = renderLiterals(params, defaultValues(params));
    expect(
      await db.rows(`SELECT ${empty.d} IS NULL AS d, len(${empty.l}) AS l, len(${empty.r}) AS r`),
    ).toEqual([{ d: true, l: 0, r: 0 }]);
  });

  test('hostile text stays text', async () => {
    const hostile = ["'); DROP TABLE t; --", "\\'; SELECT 1; --", "\n'; x", '$as_of', "e'\\''", '\t\\'];
    for (const value of hostile)
      expect(await db.rows(`SELECT ${quoteText(value)} AS v`)).toEqual([{ v: value }]);
  });
});
