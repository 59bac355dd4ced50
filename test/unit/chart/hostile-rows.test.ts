import { describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import { drawn, table, texts } from './support.ts';

/** One spec for each kind over the same columns: a category, a step, two measures, a share. */
const SPECS: ChartSpec[] = [
  { kind: 'line', x: { column: 'n' }, y: { column: 'a' } },
  { kind: 'line', x: { column: 'c' }, y: { column: 'a' }, series: { column: 'd' } },
  { kind: 'bar', x: { column: 'c' }, y: { column: 'a', format: 'money' } },
  { kind: 'bar', x: { column: 'c' }, y: { column: 'a' }, series: { column: 'd' }, layout: 'grouped' },
  {
    kind: 'bar',
    x: { column: 'c' },
    y: { column: 'a' },
    series: { column: 'd' },
    layout: 'stacked',
    orientation: 'horizontal',
  },
  { kind: 'bar', x: { column: 'c' }, y: { column: 'a' }, series: { column: 'd' }, layout: 'normalised' },
  { kind: 'bar', x: { column: 'c' }, y: { column: 'a' }, facet: { column: 'd' } },
  { kind: 'pie', x: { column: 'c' }, y: { column: 'a' } },
  {
    kind: 'scatter',
    x: { column: 'n' },
    y: { column: 'a' },
    label: { column: 'c' },
    series: { column: 'd' },
  },
  {
    kind: 'scatter',
    x: { column: 'n', scale: 'log' },
    y: { column: 'a', scale: 'log' },
    value: { column: 'b' },
  },
  { kind: 'heatmap', x: { column: 'c' }, y: { column: 'd' }, value: { column: 'a' } },
  {
    kind: 'sankey',
    step: { column: 'n' },
    source: { column: 'c' },
    target: { column: 'd' },
    value: { column: 'a' },
  },
  { kind: 'funnel', x: { column: 'c' }, y: { column: 'a' } },
  { kind: 'pareto', x: { column: 'c' }, y: { column: 'a', format: 'money' } },
  { kind: 'cohort', x: { column: 'n' }, y: { column: 'c' }, value: { column: 'b', format: 'percent' } },
  { kind: 'gauge', value: { column: 'a' } },
  { kind: 'histogram', x: { column: 'a' } },
  { kind: 'histogram', x: { column: 'n' }, y: { column: 'a' } },
  { kind: 'kpi', label: { column: 'c' }, value: { column: 'a' }, previous: { column: 'b' } },
  { kind: 'words', x: { column: 'c' }, y: { column: 'a' }, series: { column: 'd' } },
];

const rowsOf = (
  n: number,
  make: (i: number) => [c: unknown, d: unknown, n: unknown, a: unknown, b: unknown],
): Rows => {
  const made = Array.from({ length: n }, (_, i) => make(i));
  const at = (k: number) => made.map((row) => row[k]);
  return table(
    { c: at(0), d: at(1), n: at(2), a: at(3), b: at(4) },
    { c: 'text', d: 'text', n: 'integer', a: 'number', b: 'number' },
  );
};

const HOSTILE = '"><img src=x onerror=alert(1)><a href="javascript:alert(1)" style="x:y">';
const TABLES: Record<string, Rows> = {
  'no row': rowsOf(0, () => [null, null, null, null, null]),
  'one row': rowsOf(1, () => ['甲', '乙', 1, 5, 0.5]),
  'many rows': rowsOf(60, (i) => [
    `类${i % 12}`,
    `组${i % 4}`,
    (i % 12) + 1,
    10 + ((i * 7) % 13),
    (i % 10) / 10,
  ]),
  'one huge outlier': rowsOf(40, (i) => [`c${i}`, 'x', i + 1, i === 20 ? 1e15 : i + 1, 0.1]),
  '200 categories': rowsOf(200, (i) => [`品类 ${i}`, `组 ${i % 30}`, i + 1, 200 - i, i / 200]),
  'negative values': rowsOf(12, (i) => [`c${i}`, `d${i % 2}`, i + 1, i % 2 ? -i : i, -0.1]),
  zeros: rowsOf(6, (i) => [`c${i}`, 'd', i, 0, 0]),
  nulls: rowsOf(12, (i) => [
    i % 3 ? `c${i}` : null,
    i % 4 ? 'd' : null,
    i % 5 ? i : null,
    i % 2 ? null : i,
    null,
  ]),
  'all null': rowsOf(5, () => [null, null, null, null, null]),
  'long Chinese names': rowsOf(30, (i) => [
    `一家名字非常非常非常长的客户有限责任公司第${i}分公司`,
    '华东大区',
    i + 1,
    i + 5,
    0.2,
  ]),
  'markup in names': rowsOf(8, (i) => [`${HOSTILE}${i}`, HOSTILE, i + 1, i + 1, 0.3]),
};

describe.each(Object.entries(TABLES))('%s', (_name, rows) => {
  test.each(SPECS.map((spec, i) => [`${spec.kind} ${i}`, spec] as const))(
    '%s is drawn whole',
    (_kind, spec) => {
      for (const lang of ['zh', 'en'] as const)
        for (const width of [880, 320]) {
          const { element } = drawn(spec, rows, { lang, width, theme: lang === 'zh' ? 'light' : 'dark' });
          for (const node of element.querySelectorAll('*')) {
            expect(node.localName).not.toMatch(/^(a|img|script|foreignObject|image|use|iframe)$/);
            for (const attribute of [...node.attributes]) {
              expect(attribute.value, `${node.localName} ${attribute.name}`).not.toMatch(
                /NaN|undefined|Infinity/,
              );
              expect(attribute.name).not.toMatch(/^(on|href|xlink)/);
              if (attribute.name === 'style') expect(attribute.value).not.toContain('x:y');
            }
          }
          expect(texts(element).join('\n')).not.toMatch(/NaN|undefined|Infinity/);
          expect(element.textContent).not.toBe('');
        }
    },
  );
});
