import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markOf } from '../../../src/chart/figure.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { newNotebook } from '../../../src/notebook/create.ts';
import { addCell } from '../../../src/notebook/edit.ts';
import { readNotebook, writeNotebook } from '../../../src/notebook/file.ts';
import { ok } from '../../../src/result.ts';
import { segmentSql, summariseRows } from '../../../src/run/list-rows.ts';
import { Exporting } from '../../../src/state/exporting.svelte.ts';
import { listColumns, listPage, listTable, type ListOrder } from '../../../src/state/list-export.ts';
import {
  markCondition,
  markOfValues,
  markWords,
  peopleOfFinding,
  peopleWords,
} from '../../../src/state/mark-rows.ts';
import { addSegment, segmentName } from '../../../src/state/segments.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { GIVEN } from '../template/support.ts';
import { openEngine } from '../engine/support.ts';
import { valueOf } from '../files/support.ts';

let engine: Engine;
const rfm = getTemplate('rfm')!;

beforeAll(async () => {
  engine = await openEngine();
  valueOf(
    await engine.run([
      `CREATE TABLE rfm AS SELECT * FROM (VALUES
        ('C2', 3, 5::BIGINT, 1234.567, .1, .2, .3, .87654321, 'high value'),
        ('C1', 9, 1::BIGINT, 10.0, .1, .2, .3, .1, 'churn risk'),
        ('C3', 4, 2::BIGINT, 20.5, .1, .2, .3, .2, 'churn risk'))
        t(customer, recency_days, frequency, monetary, r_score, f_score, m_score, score, tier)`,
      `CREATE TABLE all_customers AS SELECT * FROM (VALUES
        ('C1', '=cmd()', 'Ann', 'North'), ('C2', 'Bo', NULL, 'South'), ('C2', NULL, 'Cy', NULL), (NULL, 'X', 'X', 'X'))
        t(customer, name, owner, region)`,
      "CREATE TABLE days AS SELECT DATE '2024-02-29' AS day, 'a' AS part, 1.5 AS n UNION ALL SELECT NULL, 'b', 2",
    ]),
  );
});
afterAll(() => engine.terminate());

const run = async (sql: string) => valueOf(await engine.run(sql));

describe('the rows behind a mark', () => {
  test('are those that the template names, by the values of the mark’s row', async () => {
    const chart = await run("SELECT 'churn risk' AS tier, 'customers' AS measure, .6 AS share");
    const { fields } = await run('FROM rfm LIMIT 0');
    const where = markCondition(
      { row: 0, columns: ['tier', 'measure'] },
      { cell: 'rfm', template: rfm, params: {}, given: GIVEN, chart, fields },
    );
    expect(where).not.toBeNull();
    const summary = valueOf(await summariseRows(engine, 'rfm', where!, { sum: 'monetary', customers: true }));
    expect(summary).toEqual({ rows: 2, customers: 2, sum: 30.5 });
  });

  test('a row of another of the template’s charts leads nowhere', async () => {
    const chart = await run('SELECT NULL AS tier, 1 AS share');
    const { fields } = await run('FROM rfm LIMIT 0');
    const of = { cell: 'rfm', template: rfm, params: {}, given: GIVEN, chart, fields };
    expect(markCondition({ row: 0, columns: ['tier'] }, of)).toBeNull();
  });

  test('over a rewritten result are the same, while it has the columns that tell them', async () => {
    const chart = await run("SELECT 'churn risk' AS tier, 'customers' AS measure, .6 AS share");
    const { fields } = await run('SELECT customer, tier FROM rfm LIMIT 0');
    const of = { cell: 'rfm', template: rfm, params: {}, given: GIVEN, chart, fields };
    const mark = { row: 0, columns: ['tier', 'measure'] };
    expect(markCondition(mark, of)).toBe("tier = 'churn risk'");
    const { fields: others } = await run('SELECT customer, score FROM rfm LIMIT 0');
    expect(markCondition(mark, { ...of, fields: others })).toBeNull();
  });

  test('else those that agree with it in every column that tells it from others', async () => {
    const chart = await run('FROM days');
    const of = { cell: 'days', template: undefined, params: {}, given: GIVEN, chart, fields: chart.fields };
    const rowsOf = async (row: number, columns: string[]) => {
      const where = markCondition({ row, columns }, of);
      return where === null ? null : (await run(`SELECT part FROM days WHERE ${where}`)).data[0];
    };
    expect(await rowsOf(0, ['day', 'part'])).toEqual(['a']);
    expect(await rowsOf(1, ['day'])).toEqual(['b']);
    // A measured number tells no rows, and neither does a column that the result has not.
    expect(await rowsOf(0, ['n'])).toBeNull();
    expect(await rowsOf(0, ['day', 'trait'])).toBeNull();
    expect(await rowsOf(0, [])).toBeNull();
  });

  test('of a bin are those whose values lie in it, its upper end left to the next', async () => {
    const { fields } = await run('FROM rfm LIMIT 0');
    const chart = await run('FROM rfm');
    const of = { cell: 'rfm', template: undefined, params: {}, given: GIVEN, chart, fields };
    const amounts = (await run('SELECT monetary FROM rfm ORDER BY 1')).data[0] as number[];
    const inBin = async (from: number, to: number | null, column = 'monetary') => {
      const range = { column, from, to, words: 'Spend' };
      const where = markCondition({ row: 0, columns: [], range }, of);
      return where === null
        ? null
        : (await run(`SELECT monetary FROM rfm WHERE ${where} ORDER BY 1`)).data[0];
    };
    const [least, most] = [amounts[0]!, amounts.at(-1)!];
    expect(await inBin(least, most)).toEqual(amounts.filter((n) => n < most));
    expect(await inBin(most, null)).toEqual([most]);
    // Words are in no bin, and neither is a column that the result has not.
    expect(await inBin(0, 1, 'tier')).toBeNull();
    expect(await inBin(0, 1, 'count')).toBeNull();
  });

  test('are called by what they are told by, not by what the bar measures', async () => {
    const chart = await run("SELECT '潜力' AS tier, 'customers' AS measure, 3 AS weekday, .6 AS share");
    const mark = { row: 0, columns: ['weekday', 'measure'] };
    const spec = { kind: 'bar' as const, x: { column: 'weekday', format: 'weekday' as const } };
    expect(markWords(mark, rfm, spec, chart, 'zh')).toBe('潜力');
    expect(markWords(mark, undefined, spec, chart, 'zh')).toBe('周三 · customers');
    // Ranks and counts that the condition alone needs are no words; the place on the axis is.
    const bars = await run('SELECT .2::DOUBLE AS customer_share, 8::BIGINT AS bar, 4::BIGINT AS customers');
    const pareto = getTemplate('pareto')!;
    const place = { row: 0, columns: ['customer_share'] };
    expect(markWords(place, pareto, pareto.chart!, bars, 'en')).toBe('Cumulative share of customers 20.0%');
  });

  test('customers are called by who they are, where what tells the mark does not say it', () => {
    const row = { antecedent: '茶', consequent: '糖' };
    const pairs = getTemplate('cross-sell');
    expect(peopleWords(pairs, '茶 → 糖', row, 'zh')).toBe('买过 茶、还没买 糖 的客户');
    expect(peopleWords(pairs, 'a finding of another row', {}, 'zh')).toBe('a finding of another row');
    expect(peopleWords(getTemplate('kpi'), 'Revenue', {}, 'en')).toBe(
      'Customers counted in “Revenue” of the period',
    );
    expect(peopleWords(rfm, '潜力', { tier: '潜力' }, 'zh')).toBe('潜力');
  });

  test('a finding leads to customers by what says who they are, else by its own condition', () => {
    const of = (id: string) => ({ cell: 'cell', template: getTemplate(id), params: {} });
    const pair = { rule: 'strongest', row: { antecedent: 'tea', consequent: "baker's" } };
    expect(peopleOfFinding(pair, of('cross-sell'))).toBe("antecedent = 'tea' AND consequent = 'baker''s'");
    const word = { rule: 'said_unhappy', row: { term: 'late' } };
    expect(peopleOfFinding(word, of('feedback-keywords'))).toContain("contains(said, 'late')");
    // Of an order that stands out nobody but its buyer is meant, and the condition is over the result's own columns.
    expect(peopleOfFinding({ rule: 'none', row: {} }, of('cross-sell'))).toBeNull();
    expect(peopleOfFinding({ rule: 'times_mean', row: {} }, of('outliers'))).toBeNull();
  });

  test('a row of the chart’s table leads where its mark does, however it is sorted', async () => {
    const chart = await run(
      "SELECT '潜力' AS tier, 'customers' AS measure, .6 AS share UNION ALL SELECT '高', 'customers', NULL",
    );
    const spec = {
      kind: 'bar' as const,
      x: { column: 'share' },
      y: { column: 'tier' },
      series: { column: 'measure' },
    };
    const [row, other] = [chart.data[0]!.indexOf('高'), chart.data[0]!.indexOf('潜力')];
    const found = markOfValues({ tier: '高', measure: 'customers', share: null }, spec, chart);
    expect(found).toEqual({ row, columns: ['tier', 'measure'] });
    expect(markOfValues({ tier: '潜力', measure: 'customers', share: 0.6 }, spec, chart)?.row).toBe(other);
    expect(markOfValues({ tier: '潜力', measure: 'customers', share: 0.7 }, spec, chart)).toBeNull();
  });

  test('a mark is the first row of its keys, and none where nothing has them', () => {
    const bound = (column: string, keys: string[]) => ({ column, key: (row: number) => keys[row] }) as never;
    const context = { rows: { count: 3 } } as never;
    const [tier, measure] = [bound('tier', ['a', 'b', 'b']), bound('measure', ['x', 'x', 'y'])];
    expect(
      markOf(context, [
        [tier, 'b'],
        [measure, 'y'],
      ]),
    ).toEqual({ row: 2, columns: ['tier', 'measure'] });
    expect(
      markOf(context, [
        [tier, 'b'],
        [undefined, null],
      ]),
    ).toEqual({ row: 1, columns: ['tier'] });
    expect(markOf(context, [[tier, 'other']])).toBeUndefined();
  });
});

describe('a list', () => {
  const order = async (change: Partial<ListOrder> = {}): Promise<ListOrder> => {
    const { fields } = await run('FROM rfm LIMIT 0');
    const mapped = new Set(['customers.name', 'customers.owner', 'customers.region']);
    const all = listColumns(fields, rfm.columns, mapped, 'zh');
    const wanted = ['customer', 'monetary', 'tier', 'name', 'owner', 'region'];
    return {
      cell: 'rfm',
      name: 'list',
      where: "tier <> 'none'",
      count: 3,
      fields,
      columns: all.filter(({ name }) => wanted.includes(name)),
      declared: rfm.columns,
      codes: rfm.codes,
      currency: 'CNY',
      lang: 'zh',
      plain: false,
      current: () => true,
      ...change,
    };
  };
  const csv = async (change: Partial<ListOrder> = {}) => {
    const exporting = new Exporting(async () => ok(engine));
    const { blob } = valueOf(await exporting.write(listTable(await order(change)), 'csv'));
    return (await blob.text()).replace('\uFEFF', '').trim().split('\r\n');
  };

  test('offers the result’s columns and those of the profile that are there, once', async () => {
    const { fields } = await run('FROM rfm LIMIT 0');
    const names = (mapped: string[]) =>
      listColumns(fields, rfm.columns, new Set(mapped), 'en').map(({ name }) => name);
    expect(names(['customers.name', 'orders.region']).slice(-2)).toEqual(['tier', 'name']);
    const bare = listColumns(fields.slice(1), [], new Set(['customers.name']), 'en');
    expect(bare.some(({ profile }) => profile)).toBe(false);
  });

  test('has the reader’s words and rounded numbers, the profile beside each row, formulas guarded', async () => {
    const high = rfm.codes!['tier']!['high value']!.zh;
    const low = rfm.codes!['tier']!['churn risk']!.zh;
    expect(await csv()).toEqual([
      '客户,消费金额,层级,姓名,负责人,地区',
      `C2,1234.57,${high},Bo,Cy,South`,
      `C1,10,${low},'=cmd(),Ann,North`,
      `C3,20.5,${low},,,`,
    ]);
  });

  test('or codes under the names of SQL, to the last digit', async () => {
    expect((await csv({ plain: true })).slice(0, 2)).toEqual([
      'customer,monetary,tier,name,owner,region',
      'C2,1234.567,high value,Bo,Cy,South',
    ]);
  });

  test('holds only the rows of its condition', async () => {
    expect(await csv({ where: "tier = 'high value'", count: 1 })).toHaveLength(2);
  });
});

describe('a segment', () => {
  const base = addCell(newNotebook('t'), { template: 'rfm' }).notebook;

  test('is a rule in a cell below the one that it is made of, and survives the file', async () => {
    const made = addSegment(base, 'rfm', '高价值 high', segmentSql('rfm', "tier = 'high value'"));
    const read = valueOf(readNotebook(writeNotebook(made)));
    const [, cell] = read.cells;
    expect(cell).toMatchObject({ template: 'segment', name: 'segment_high', title: '高价值 high' });
    expect(rowObjects(await run(cell!.sql!))).toEqual([{ customer: 'C2' }]);
    // What the rule says of other rows comes by itself.
    await run("UPDATE rfm SET tier = 'high value' WHERE customer = 'C1'");
    expect(new Set((await run(cell!.sql!)).data[0])).toEqual(new Set(['C1', 'C2']));
    await run("UPDATE rfm SET tier = 'churn risk' WHERE customer = 'C1'");
  });

  test('has a name of its own in SQL, whatever it is called', () => {
    expect(segmentName(base, '重要价值')).toBe('segment');
    const once = addSegment(base, 'rfm', '重要价值', segmentSql('rfm', 'true'));
    expect(segmentName(once, '重要发展')).toBe('segment_2');
    expect(segmentName(base, 'Top 20 %')).toBe('segment_top_20');
  });
});

test('rows that were let through in memory keep the chosen columns, and none of the profile', async () => {
  const rows = await run('SELECT monetary, tier, customer FROM rfm');
  const columns = [
    { name: 'tier', label: '层级', profile: false, usual: true },
    { name: 'name', label: '姓名', profile: true, usual: true },
    { name: 'monetary', label: '消费金额', profile: false, usual: true },
  ];
  const order = {
    cell: 'rfm',
    name: 'list',
    where: undefined,
    count: 3,
    fields: rows.fields,
    columns,
    declared: rfm.columns,
    codes: rfm.codes,
    currency: 'CNY',
    lang: 'en' as const,
    plain: false,
    current: () => true,
  };
  const page = valueOf(await listPage(rows, order)(engine, 1, 1, new AbortController().signal));
  expect(page.fields.map(({ name }) => name)).toEqual(['层级', '消费金额']);
  expect(page.data).toEqual([['Low value'], [10]]);
});
