import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/run/compare.ts';
import { readRunRecord, RUNS_KEPT, withRun, type RunRecord } from '../../../src/run/record.ts';
import type { Rows } from '../../../src/engine/api.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import { figuresOf } from '../../../src/report/figures.ts';
import { changeText } from '../../../src/report/comparison.ts';

const figure = (id: string, value: number) => ({
  ...{ id, cell: 'kpi', label: { zh: id, en: id }, format: 'money' as const },
  value,
});

const run = (more: Partial<RunRecord> = {}): RunRecord => ({
  ...{ format: 'cellar-run', version: 1, at: '2026-01-01T00:00:00Z', currency: 'CNY', cleaning: 'c' },
  scope: { asOf: '2026-01-01', start: '2025-01-01', end: '2025-12-31', group: '{"kind":"all"}' },
  sources: [{ entity: 'orders', source: 'shop', read: 100, kept: 90 }],
  cells: [{ name: 'rfm', template: 'rfm', version: 1, settings: 's' }],
  figures: [figure('revenue', 10), figure('gone', 1)],
  ...more,
});

describe('comparing runs', () => {
  test('the same data and settings differ in nothing', () => {
    const { unlike, figures } = compareRuns(run(), run({ at: '2026-01-02T00:00:00Z' }));
    expect(unlike).toEqual([]);
    expect(figures.every((f) => f.before === f.now)).toBe(true);
  });

  test('a sum of the same decimals in another order is the same', () => {
    const [sum, other] = [0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1];
    expect(sum).not.toBe(other);
    const [before, now] = [sum, other].map((value) => run({ figures: [figure('revenue', value)] }));
    expect(compareRuns(before!, now!).figures).toMatchObject([{ before: other, now: other }]);
  });

  test('figures are matched by what they are; new and vanished ones are shown', () => {
    const now = run({ figures: [figure('new', 5), figure('revenue', 12)] });
    expect(compareRuns(run(), now).figures.map(({ id, before, now: value }) => [id, before, value])).toEqual([
      ['new', null, 5],
      ['revenue', 10, 12],
      ['gone', 1, null],
    ]);
  });

  test('names each reason why figures are not like for like', () => {
    const now = run({
      scope: {
        asOf: '2026-02-01',
        start: '2025-02-01',
        end: '2026-01-31',
        group: '{"kind":"top","share":0.2}',
      },
      currency: 'EUR',
      cleaning: 'other',
      sources: [
        { entity: 'orders', source: 'shop', read: 120, kept: 100 },
        { entity: 'events', source: 'log', read: 1, kept: 1 },
      ],
      cells: [
        { name: 'rfm', template: 'rfm', version: 2, settings: 's' },
        { name: 'fresh', template: 'nps', version: 1, settings: '' },
      ],
    });
    expect(compareRuns(run(), now).unlike.map(({ kind }) => kind)).toEqual([
      'period',
      'group',
      'currency',
      'cleaning',
      'source-rows',
      'source-new',
      'template',
    ]);
    const tuned = run({
      cells: [{ name: 'rfm', template: 'rfm', version: 1, settings: 'moved' }],
      sources: [],
    });
    expect(compareRuns(run(), tuned).unlike).toEqual([
      { kind: 'source-gone', source: 'shop' },
      { kind: 'settings', cell: 'rfm' },
    ]);
  });

  test.each([
    [10, 12, 'money', '+20%'],
    [0.2, 0.15, 'percent', '-5.0 points'],
    [0, 3, 'integer', '+3'],
    [-5, 5, 'number', '+10'],
    [null, 3, 'integer', 'new'],
    [3, null, 'integer', 'gone'],
  ] as const)('from %s to %s %s is %s', (before, now, format, words) => {
    expect(changeText({ before, now, format }, 'en', 'CNY')).toBe(words);
  });

  test('a score moves by points of its own, not by a share of what it was', () => {
    const score = { before: -2.25, now: 4, format: 'number', points: true } as const;
    expect(changeText(score, 'en', 'CNY')).toBe('+6.3 points');
    expect(changeText(score, 'zh', 'CNY')).toBe('+6.3 分');
  });
});

describe('what is kept of runs', () => {
  test('a run that found the same takes the place of the last', () => {
    const again = run({ at: '2026-01-05T00:00:00Z' });
    expect(withRun([run()], again)).toEqual([again]);
    expect(withRun([run()], run({ figures: [] }))).toHaveLength(2);
  });

  test('the oldest go', () => {
    const many = Array.from({ length: RUNS_KEPT + 3 }, (_, n) => run({ figures: [figure('revenue', n)] }));
    const kept = many.reduce<RunRecord[]>(withRun, []);
    expect(kept).toHaveLength(RUNS_KEPT);
    expect(kept.at(-1)!.figures[0]!.value).toBe(RUNS_KEPT + 2);
  });

  test.each([null, 1, [], {}, { ...run(), version: 2 }, { ...run(), figures: [{ format: 'money' }] }])(
    'what is no record is none: %j',
    (value) => expect(readRunRecord(value)).toBe(null),
  );

  test('a figure of a format that is none is left out, and the record is one', () => {
    const odd = { ...run(), figures: [{ id: 'x', format: 'evil' }, figure('revenue', 10)] };
    expect(readRunRecord(odd)?.figures).toEqual([figure('revenue', 10)]);
  });

  test('what a run writes of a score is read again', () => {
    const notebook = { ...defaultNotebook, cells: [{ ...defaultCell, name: 'kpi', template: 'kpi' }] };
    const row = { metric: 'nps', value: -2.25, previous: 1, change: -3.25, unit: 'points' };
    const chart: Rows = {
      fields: Object.keys(row).map((name) => ({ name, type: 'text', sqlType: 'VARCHAR' })),
      count: 1,
      data: Object.values(row).map((value) => [value]),
    };
    const template = templatesOf(notebook);
    const output = () => ({ chart, findings: null });
    const figures = figuresOf({ notebook, prepared: { ledger: [] }, template, output });
    const record = run({ figures });
    expect(figures).toMatchObject([{ id: 'kpi nps', value: -2.25, format: 'number', points: true }]);
    expect(readRunRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });
});
