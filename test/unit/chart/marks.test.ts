import { expect, test } from 'vitest';
import type { Mark } from '../../../src/chart/figure.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import { markCondition } from '../../../src/state/mark-rows.ts';
import type { Rows } from '../../../src/engine/api.ts';
import { templates } from '../../../src/template/registry.ts';
import { drawn, press, table } from './support.ts';

/** Every mark that a figure opens, by keyboard. */
function marksOf(spec: ChartSpec, rows: Rows): Mark[] {
  const opened: Mark[] = [];
  const marks = { reaches: () => true, open: (mark: Mark) => void opened.push(mark) };
  const { element } = drawn(spec, rows, { marks, lang: 'en' });
  for (let i = 0; i < 60; i++) {
    press(element, 'ArrowRight');
    press(element, 'Enter');
  }
  return [...new Set(opened)];
}

/** Conditions with `column = value` written in the shortest way. */
const conditions = (spec: ChartSpec, rows: Rows) =>
  marksOf(spec, rows).map((mark) => {
    const of = {
      cell: 'cell',
      template: undefined,
      params: {},
      given: null,
      chart: rows,
      fields: rows.fields,
    };
    return markCondition(mark, of)?.replaceAll(' IN ', ' = ').replaceAll(/[()]/g, '') ?? null;
  });

const flows = table(
  {
    step: [1, 1, 1, 2, 2],
    source: ['home', 'home', 'list', 'cart', 'home'],
    target: ['cart', null, 'cart', 'pay', 'pay'],
    count: [5, 2, 3, 6, 1],
  },
  { step: 'integer', count: 'integer' },
);
const flow: ChartSpec = {
  kind: 'sankey',
  step: { column: 'step' },
  source: { column: 'source' },
  target: { column: 'target' },
  value: { column: 'count' },
};

test('a node of a flow leads to what leaves it at its step, or arrives where nothing leaves', () => {
  const found = conditions(flow, flows);
  expect(found).toContain(`"step" = 1 AND "source" = 'home'`);
  expect(found).toContain(`"step" = 2 AND "source" = 'cart'`);
  expect(found).toContain(`"step" = 2 AND "target" = 'pay'`);
});

test('a link of a flow leads to its own rows, and is called by its ends', () => {
  expect(conditions(flow, flows)).toContain(`"step" = 1 AND "source" = 'home' AND "target" = 'cart'`);
  expect(marksOf(flow, flows).map(({ words }) => words)).toContain('home → cart');
});

test('what a figure gathers leads to all that it gathers', () => {
  const many = Array.from({ length: 12 }, (_, i) => `page ${i}`);
  const rows = table({ source: many, target: many.map(() => 'pay'), count: many.map((_, i) => 20 - i) });
  const { step: _, ...spec } = flow;
  const [gathered] = conditions(spec, rows).filter((where) => where?.includes(' OR '));
  // The seven largest have a node each.
  expect(gathered?.match(/"source" = 'page \d+'/g)).toHaveLength(5);
});

test('a gauge leads to all that it is made of, and says what it shows', () => {
  const rows = table({ nps: [36.34] });
  const spec: ChartSpec = { kind: 'gauge', value: { column: 'nps', label: { zh: 'NPS', en: 'NPS' } } };
  const [mark] = marksOf(spec, rows);
  expect(mark?.words).toMatch(/^NPS 36/);
  expect(conditions(spec, rows)).toEqual(['true']);
});

/** Channels that tell a mark; a measure tells none. */
const TELLING = ['x', 'y', 'series', 'facet', 'step', 'source', 'target', 'label'] as const;
const MEASURES = new Set(['percent', 'money', 'number', 'decimal', 'days', 'minutes', 'seconds', 'integer']);

/** Every chart of every analysis, those that a parameter puts in its place too. */
const charts = [...templates.values()].flatMap(({ id, chart, chartWhen = [], nowhere, ...template }) => [
  ...(chart ? [{ id, template, chart, nowhere, main: true }] : []),
  ...chartWhen.map((other) => ({
    id: [id, ...(other.param ? [other.param, ...other.is] : []), other.holds ?? ''].join(' ').trim(),
    template,
    chart: other.chart,
    nowhere: other.nowhere,
    main: false,
  })),
]);

test.each(charts)('the marks of $id lead to rows or customers, or it is said why not', (it) => {
  const { marks = '', columns, people = [] } = it.template;
  const result = new Set(columns.map(({ name }) => name));
  const telling = TELLING.flatMap((name) => it.chart[name] ?? [])
    .filter(({ format, scale }) => scale === 'band' || !MEASURES.has(format ?? ''))
    .map(({ column }) => column);
  const asked = [...marks.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const drawn = new Set(TELLING.flatMap((name) => it.chart[name]?.column ?? []));
  const leads =
    (it.chart.kind === 'kpi' && people.includes(it.chart.label!.column)) ||
    it.template.behind !== undefined ||
    it.chart.kind === 'gauge' ||
    (marks !== '' && (it.main || asked.every((name) => drawn.has(name)))) ||
    (telling.length > 0 &&
      (telling.every((column) => result.has(column)) || telling.every((column) => people.includes(column))));
  expect(leads).toBe(it.nowhere === undefined);
});

test.each(charts.filter(({ nowhere }) => nowhere === undefined))(
  'the marks of $id lead to customers: those of the result, or those behind it',
  ({ template: { columns, people } }) => {
    const named = columns.some(({ name }) => name === 'customer');
    expect(named || people !== undefined).toBe(true);
  },
);

test('nodes gathered under one name are called by words, and how many went there is no number of theirs', () => {
  const paths = templates.get('path-sankey')!;
  const rows = table(
    {
      step: [1, 1],
      source: ['home', 'Other actions'],
      target: ['search', null],
      count: [5, 1],
      share_of_source: [1, 1],
      share_of_start: [0.8, 0.2],
    },
    { step: 'integer', count: 'integer' },
  );
  const { element } = drawn(paths.chart!, rows, { lang: 'en', width: 900 });
  const said = [...element.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(said).toContain('Other actions (1)');
  expect(said.filter((text) => text?.startsWith('Other 1'))).toEqual([]);
});

test('a tile leads to what it counts: its name is a button, where it leads anywhere', () => {
  const rows = table({ k: ['revenue', 'orders'], v: [3, 4] });
  const spec: ChartSpec = { kind: 'kpi', label: { column: 'k' }, value: { column: 'v' } };
  const opened: Mark[] = [];
  const marks = { reaches: ({ row }: Mark) => row === 1, open: (mark: Mark) => void opened.push(mark) };
  const { element } = drawn(spec, rows, { marks, lang: 'en' });
  const buttons = [...element.querySelectorAll('button')];
  expect(buttons.map(({ textContent, title }) => [textContent, title])).toEqual([
    ['orders', 'Click or Enter for the rows'],
  ]);
  buttons[0]!.click();
  expect(opened).toEqual([{ row: 1, columns: ['k'] }]);
  expect(drawn(spec, rows, { lang: 'en' }).element.querySelectorAll('button')).toHaveLength(0);
});
