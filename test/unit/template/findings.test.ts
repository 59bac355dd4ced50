import { describe, expect, test } from 'vitest';
import {
  bySeverity,
  renderFinding,
  sentenceColumns,
  sentenceSlots,
  severityOf,
} from '../../../src/template/findings.ts';
import { labelChart, labelOf, labelRows } from '../../../src/template/labels.ts';
import { capabilities, hasRole, missingRoles } from '../../../src/template/needs.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { resolve } from '../../../src/template/resolve.ts';

const show = (value: unknown, format: string): string => `${String(value)}<${format}>`;

describe('renderFinding', () => {
  const rule = {
    sentence: {
      zh: '{tier}有 {n:integer} 人，{x}，{v:row}。',
      en: '{tier}: {n:integer}, {x}, {v:row}',
    },
  };
  const row = { tier: 'a', n: 3, x: 0.5, v: 7, format: 'money' };

  test('fills columns with their formats and sets numbers bold', () => {
    expect(renderFinding(rule, row, 'en', show, { tier: { a: { zh: '甲', en: 'Tier A' } } })).toEqual([
      { text: 'Tier A<text>', bold: false },
      { text: ': ', bold: false },
      { text: '3<integer>', bold: true },
      { text: ', ', bold: false },
      { text: '0.5<number>', bold: true },
      { text: ', ', bold: false },
      { text: '7<money>', bold: true },
    ]);
    const zh = renderFinding(rule, row, 'zh', show);
    expect(zh.map((s) => s.text).join('')).toBe('a<text>有 3<integer> 人，0.5<number>，7<money>。');
    expect(sentenceColumns(rule.sentence.zh)).toEqual(['tier', 'n', 'x', 'v']);
  });

  test('writes a change without its sign after a word that says which way, and with it where none does', () => {
    const change = { sentence: { zh: '', en: 'fell {a:size}, by {a:signed}; up {b:size}, {b:signed}' } };
    const said = renderFinding(change, { a: -0.25, b: 0.5 }, 'en', show);
    expect(said.map((s) => s.text).join('')).toBe(
      'fell 0.25<percent>, by -0.25<percent>; up 0.5<percent>, +0.5<percent>',
    );
    expect(sentenceSlots(change.sentence.en).map(({ format }) => format)).toEqual(Array(4).fill('percent'));
  });

  test('a report lists bad before warning before good before info', () => {
    const found = ['info', 'good', 'bad', 'nonsense', 'warning'].map((s, n) => ({
      severity: severityOf(s),
      n,
    }));
    expect(bySeverity(found).map((f) => f.n)).toEqual([2, 4, 1, 0, 3]);
  });
});

describe('labels', () => {
  const codes = { tier: { a: { zh: '甲', en: 'A' } } };
  const rows = {
    fields: ['tier', 'other'].map((name) => ({ name, type: 'text' as const, sqlType: 'VARCHAR' })),
    count: 2,
    data: [
      ['a', 'b'],
      ['a', null],
    ],
  };

  test('codes become words in their own column only', () => {
    expect(labelRows(codes, rows, 'zh').data).toEqual([
      ['甲', 'b'],
      ['a', null],
    ]);
    expect(rows.data[0]).toEqual(['a', 'b']);
    expect(labelOf(codes, 'tier', 'constructor', 'en')).toBe('constructor');
  });

  test('the order of series is put into the same words', () => {
    const spec = { kind: 'bar' as const, series: { column: 'tier' }, order: ['a', 'b'] };
    expect(labelChart(codes, spec, 'zh').order).toEqual(['甲', 'b']);
  });
});

describe('what a template needs', () => {
  const rfm = getTemplate('rfm')!;
  const metrics = getTemplate('metrics')!;

  test('a role counts when mapped, or computable from mapped ones', () => {
    const mapped = new Set(['orders.customer', 'orders.ordered_at', 'orders.quantity', 'orders.unit_price']);
    expect(hasRole('orders.amount', mapped)).toBe(true);
    expect(hasRole('customers.customer', mapped)).toBe(true);
    expect(hasRole('orders.cost', mapped)).toBe(false);
    expect(missingRoles(rfm, mapped)).toEqual([]);
    mapped.delete('orders.unit_price');
    expect(missingRoles(rfm, mapped)).toEqual(['orders.amount']);
  });

  test('a chosen option brings its own need', () => {
    const mapped = new Set(['orders.amount']);
    expect(missingRoles(metrics, mapped)).toEqual([]);
    expect(missingRoles(metrics, mapped, { metric: 'nps', dimension: 'topic' })).toEqual([
      'feedback.nps',
      'feedback.topic',
    ]);
  });

  test('the mapping page learns what is possible and whether a file or a column is missing', () => {
    const found = capabilities(templates.values(), new Set(['orders.customer', 'orders.amount']));
    expect(found.find((c) => c.template === 'rfm')).toMatchObject({
      possible: false,
      missing: ['orders.ordered_at'],
      missingEntities: [],
    });
    expect(found.find((c) => c.template === 'funnel')).toMatchObject({
      possible: false,
      missingEntities: ['events'],
    });
    expect(found.find((c) => c.template === 'text')?.possible).toBe(true);
  });
});

describe('resolve', () => {
  const metrics = getTemplate('metrics')!;

  test('the chosen metric gives the column and the axis its name and format', () => {
    const { columns, chart } = resolve(metrics, { metric: 'failure_rate' });
    expect(columns.find((c) => c.name === 'value')).toMatchObject({
      format: 'percent',
      label: { en: 'Failure rate' },
    });
    expect(chart).toMatchObject({
      kind: 'line',
      y: { column: 'value', format: 'percent', label: { en: 'Failure rate' } },
    });
    expect(metrics.columns.find((c) => c.name === 'value')?.format).toBe('number');
  });

  test('another chart stands in for some values', () => {
    expect(resolve(metrics, { grain: 'none' }).chart).toMatchObject({ kind: 'bar', x: { format: 'money' } });
  });
});
