import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLAIM_LEVEL, comparingWords, MOST_JUDGED, RECORD_RULES } from '../../../src/template/claim.ts';
import { templates } from '../../../src/template/registry.ts';
import { openNative, type Native } from '../support/native.ts';

const include = (name: string): string =>
  readFileSync(new URL(`../../../templates/includes/${name}.sql`, import.meta.url), 'utf8');

const rules = [...templates].flatMap(([id, template]) =>
  Object.entries(template.findings).map(([rule, finding]) => ({ id, rule, template, finding })),
);
/** The include with what its rows stand for filled in. */
const against = (alike: string) => include('against-rest').replaceAll('{alike}', alike);
const testOf = (claim: object): unknown => ('test' in claim ? claim.test : undefined);

describe('what findings claim', () => {
  test('the words of comparison are known in both languages', () => {
    expect(comparingWords({ zh: '收入高于上期', en: 'Revenue is 3' })).toEqual(['高于']);
    expect(comparingWords({ zh: '最近一期', en: 'Revenue fell because of rain' })).toEqual(['fell']);
    expect(comparingWords({ zh: '共 3 位客户', en: 'There are 3 customers, for 90 days or more' })).toEqual(
      [],
    );
    expect(comparingWords({ zh: '', en: 'at most half, not most of them' })).toEqual(['most']);
    expect(comparingWords({ zh: '', en: '5 more than before' })).toEqual(['more']);
  });

  test('a judged claim stands in SQL that judges', () => {
    for (const { id, rule, template, finding } of rules) {
      if (testOf(finding.claim) !== 'judged') continue;
      const { steps, findings } = template.sql!;
      const text = [...steps.map((step) => step.sql), findings].join('\n');
      expect(text, `${id}.${rule}`).toContain('judged_p AS (');
    }
  });

  test('what ranks a record says nothing of chance or of what will come', () => {
    const more = /chance|clearly|because|expected|will\b|worth about|超出误差|明显|因为|预计/;
    for (const { id, rule, finding } of rules)
      if (testOf(finding.claim) === 'record')
        for (const text of Object.values(finding.sentence)) expect(text, `${id}.${rule}`).not.toMatch(more);
  });

  test('a template that predicts shows its record, or says that there is none', () => {
    const predicting = new Set(
      rules.filter(({ finding }) => finding.claim.kind === 'prediction').map((r) => r.template),
    );
    for (const template of predicting)
      for (const rule of RECORD_RULES)
        expect(template.findings[rule], `${template.id}.${rule}`).toBeDefined();
  });

  /** About something else that is left or overdue, or about part of those whom the sentence beside it counts. */
  const NOT_LEAVING = [
    ...['funnel.overall', 'funnel.worst_step', 'path-sankey.exit', 'duration-anomalies.bounce'],
    ...['customer-360.stale', 'clv-simple.weighted', 'tier-rules.prospects'],
    ...['churn-warning.commonest', 'churn-warning.angry'],
    ...['churn-by-group.more', 'churn-by-group.fewer'],
  ];

  test('who is counted as leaving or lost is said where the figure stands, and where figures stand together', () => {
    const leaves = {
      en: /\b(lost|left|leave|silent|overdue|churn\w*|quiet|no order)\b/i,
      zh: /流失|离开|沉默|逾期|不来|不再下单/,
    };
    const about = rules.filter(
      ({ id, rule, finding: { claim, sentence, rows } }) =>
        !NOT_LEAVING.includes(`${id}.${rule}`) &&
        claim.kind !== 'note' &&
        (leaves.en.test(sentence.en + rows) || leaves.zh.test(sentence.zh)) &&
        /\{\w+:integer\}/.test(sentence.en),
    );
    expect(about.length).toBeGreaterThan(10);
    const unsaid = about.filter(
      ({ finding: { sentence } }) =>
        // By days, by times of a gap, by a span of months, or by the word of a profile.
        !Object.values(sentence).every((text) =>
          /\{\w*months(:\w+)?\}|:days\}|gap|间隔|window|窗口|period|时段|profile|客户表/.test(text),
        ),
    );
    expect(unsaid.map(({ id, rule }) => `${id}.${rule}`)).toEqual([]);
    const alone = about.filter(({ finding: { insight, leaving } }) => insight && !leaving);
    expect(alone.map(({ id, rule }) => `${id}.${rule}`)).toEqual([]);
  });

  test('all judged families of the analyses together keep to one false claim in twenty notebooks', () => {
    expect(CLAIM_LEVEL * MOST_JUDGED).toBeLessThanOrEqual(0.05);
    expect(include('judged')).toContain(`p_all <= ${CLAIM_LEVEL}`);
  });
});

describe('how comparisons are judged', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());
  const judge = (compared: string) =>
    db.rows<{ key: string; p: number; p_all: number; verdict: number }>(
      `WITH compared AS (${compared}), ${include('judged')} SELECT key, p, p_all, verdict FROM judged ORDER BY key`,
    );
  const row = (key: string, effect: number, df: number | null, least = 0, looked: number | null = null) =>
    `SELECT 'f' AS family, '${key}' AS key, ${effect} AS effect, 1 AS error, ${df ?? 'NULL'} AS df, ${least} AS least, ${looked ?? 'NULL'} AS looked`;

  test('p is that of the normal and of t', async () => {
    // Tables: z 1.959964 is .05, 3.290527 is .001, 4.891638 is 1e-6; t with 10 degrees: 2.228139 is .05, 4.586894 is .001.
    const normal = await judge(
      [row('a', 1.959964, null), row('b', 3.290527, null), row('c', 4.891638, null)].join(' UNION ALL '),
    );
    expect(normal[0]!.p / 0.05).toBeCloseTo(1, 5);
    expect(normal[1]!.p / 0.001).toBeCloseTo(1, 5);
    expect(normal[2]!.p / 1e-6).toBeCloseTo(1, 5);
    const t = await judge([row('a', 2.228139, 10), row('b', -4.586894, 10)].join(' UNION ALL '));
    expect(t[0]!.p / 0.05).toBeCloseTo(1, 2);
    expect(t[1]!.p / 0.001).toBeCloseTo(1, 1);
  });

  test('p is corrected over the family (Holm), and over what was looked at beside it', async () => {
    // p .001, .01 and .04 of three: 3 × .001, 2 × .01, then .04.
    const three = [row('a', 3.290527, null), row('b', 2.575829, null), row('c', 2.053749, null)];
    const [a, b, c] = await judge(three.join(' UNION ALL '));
    expect([a!.p_all, b!.p_all, c!.p_all].map((p) => Math.round(p * 1e6) / 1e6)).toEqual([0.003, 0.02, 0.04]);
    const [alone] = await judge(row('a', 4.891638, null, 0, 3000));
    expect(alone!.p_all).toBeCloseTo(0.003, 5);
    expect(alone!.verdict).toBe(0);
  });

  test('an effect too small to matter, or without an error, has no verdict', async () => {
    const [big] = await judge(row('a', -5, null, 5));
    expect(big!.verdict).toBe(-1);
    const [small] = await judge(row('a', 5, null, 5.1));
    expect(small!.verdict).toBe(0);
    expect(await judge(row('a', 5, null).replace('1 AS error', '0 AS error'))).toEqual([]);
  });

  test('a row may stand for customers who are alike', async () => {
    const select = (parts: string, alike: string) =>
      db.rows<Record<string, number | string>>(
        `WITH parts AS (${parts}), ${against(alike)} last AS (SELECT 1) SELECT key, effect, error, df, least FROM compared_parts ORDER BY key`,
      );
    const groups = `SELECT 'f' AS family, 'f' AS among, part, true AS judge, part || s AS customer, 1 AS n, s, share, 0.1 AS least, alike
      FROM (VALUES ('x', 1, 7), ('x', 0, 13), ('y', 1, 9), ('y', 0, 51), ('z', 0, 4)) t(part, s, alike)`;
    for (const share of [true, false]) {
      const together = groups.replace('s, share', `s, ${share} AS share`);
      const one = await select(together, 'alike');
      const each = await select(
        `SELECT * REPLACE (customer || i AS customer) FROM (SELECT *, unnest(range(alike)) AS i FROM (${together}))`,
        '1',
      );
      expect(one.map((row) => row['key'])).toEqual(['x', 'y', 'z']);
      for (const [i, row] of one.entries())
        for (const [name, value] of Object.entries(row))
          if (typeof value === 'number') expect(value).toBeCloseTo(each[i]![name] as number, 12);
          else expect(value).toBe(each[i]![name]);
    }
  });

  test('a part against the rest: the error of a ratio by customer', async () => {
    // Part x: a 2 of 3, b 0 of 1; the rest, y: c 4 of 4, d 1 of 2. Means 2/4 and 5/6. Residuals by customer
    // x: .5, -.5; y: 4 - 10/3, 1 - 5/3. Variance (.5 / 16 + (8/9) / 36) × 4/3, but at least that of all alike.
    const parts = `SELECT 'f' AS family, 'f' AS among, part, true AS judge, customer, n, s, false AS share, 0 AS least
      FROM (VALUES ('x', 'a', 3, 2), ('x', 'b', 1, 0), ('y', 'c', 4, 4), ('y', 'd', 2, 1)) t(part, customer, n, s)`;
    const rows = await db.rows<{ key: string; effect: number; error: number; df: number }>(
      `WITH parts AS (${parts}), ${against('1')} last AS (SELECT 1) SELECT key, effect, error, df FROM compared_parts ORDER BY key`,
    );
    const own = (0.5 / 16 + 8 / 9 / 36) * (4 / 3);
    const alike =
      ([
        [3, 2],
        [1, 0],
        [4, 4],
        [2, 1],
      ].reduce((sum, [n, s]) => sum + (s! - 0.7 * n!) ** 2, 0) /
        4) *
      (2 / 16 + 2 / 36);
    expect(rows[0]!.effect).toBeCloseTo(1 / 2 - 5 / 6, 12);
    expect(rows[0]!.error).toBeCloseTo(Math.sqrt(Math.max(own, alike)), 12);
    expect(rows.map((r) => r.df)).toEqual([1, 1]);
  });
});
