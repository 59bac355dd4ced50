import { expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { saidFirst } from '../../../src/report/said-before.ts';
import { getTemplate } from '../../../src/template/registry.ts';

const rowsOf = (...rows: Record<string, unknown>[]): Rows => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    fields: columns.map((name) => ({ name })),
    count: rows.length,
    data: columns.map((column) => rows.map((row) => row[column] ?? null)),
  } as unknown as Rows;
};

const OVERALL = { rule: 'overall', severity: 'info', operations: 900, failures: 90, rate: 0.1 };
const ALERT = {
  ...{ rule: 'alert', severity: 'bad', segment: 'pay', operations: 90, failures: 40, rate: 0.44 },
  ...{ share: 0.4, reason: 'time out' },
};
const cell = (name: string, template: string) => ({ ...defaultCell, name, template });

/** Rules that each of these cells says, in a notebook that has them in this order. */
const said = (cells: [name: string, template: string, ...rows: Record<string, unknown>[]][]) =>
  cells.map(([name]) =>
    saidFirst(
      name,
      {
        notebook: { cells: cells.map(([one, template]) => cell(one, template)), currency: 'CNY' },
        template: getTemplate,
        findings: (one) => {
          const rows = cells.find(([other]) => other === one)!.slice(2) as Record<string, unknown>[];
          return rows.length > 0 ? rowsOf(...rows) : null;
        },
      },
      'en',
    ).map(({ rule }) => rule),
  );

test('what is so of all is said by the first of two cells, however else they are set', () => {
  expect(
    said([
      ['failing', 'failures', OVERALL, ALERT],
      ['failing_devices', 'failures', OVERALL, { ...ALERT, segment: 'Android' }],
    ]),
  ).toEqual([['alert', 'overall'], ['alert']]);
});

test('other figures are another thing, and a cell that has not run says nothing', () => {
  expect(
    said([
      ['failing', 'failures'],
      ['failing_devices', 'failures', OVERALL],
      ['failing_teams', 'failures', { ...OVERALL, failures: 91 }],
    ]),
  ).toEqual([[], ['overall'], ['overall']]);
});

test('a caution of a chart stands at every chart that it is about', () => {
  const partial = { rule: 'partial', severity: 'warning', stage: '', n: 1, share: 0.1 };
  const rule = Object.entries(getTemplate('cohort-retention')!.findings).find(
    ([, { claim }]) => claim.kind === 'note',
  )![0];
  const rows = { ...partial, rule };
  expect(
    said([
      ['retention', 'cohort-retention', rows],
      ['again', 'cohort-retention', rows],
      ['quietly', 'cohort-retention', { ...rows, severity: 'info' }],
    ]),
  ).toEqual([[rule], [rule], []]);
});
