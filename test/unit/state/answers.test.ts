import { expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { newNotebook } from '../../../src/notebook/create.ts';
import { addCell } from '../../../src/notebook/edit.ts';
import type { CellOutput } from '../../../src/run/execute.ts';
import { Answers, type AnswersHost } from '../../../src/state/answers.svelte.ts';
import { freshView } from '../../../src/state/cell-view.svelte.ts';
import { RowFilters } from '../../../src/state/row-filters.svelte.ts';

const table = (columns: Record<string, unknown[]>): Rows => ({
  fields: Object.entries(columns).map(([name, values]) => {
    const type =
      typeof values[0] === 'number' ? 'number' : typeof values[0] === 'boolean' ? 'boolean' : 'text';
    return { name, type, sqlType: 'VARCHAR' };
  }) as Rows['fields'],
  count: Object.values(columns)[0]!.length,
  data: Object.values(columns),
});

const chart = table({
  customer_share: [0.1, 0.2, 0.6, 1],
  cumulative_share: [0.5, 0.8, 0.9, 1],
  amount: [5, 3, 1, 1],
});
/** What the Pareto analysis found: two insights over one chart. */
const findingsOf = (silent: number) =>
  table({
    rule: ['top_lasting', 'top_silent'],
    severity: ['info', 'bad'],
    customers: [40, silent],
    share: [0.8, 0.1],
    amount: [9000, 700],
    mark: [0.2, 0.2],
    later: [0.7, 0],
    low: [0.6, 0],
    high: [0.8, 0],
    days: [0, 90],
    stands: [true, true],
  });
function answersOf(names: readonly string[], silent = 8): Answers {
  const output: CellOutput = {
    count: 4,
    fields: chart.fields,
    chart,
    findings: findingsOf(silent),
    left: [],
  };
  const notebook = names.reduce(
    (n, name) => addCell(n, { template: 'pareto', name }).notebook,
    newNotebook('n'),
  );
  const host = {
    notebook,
    prepared: null,
    trusted: true,
    filters: new RowFilters(),
    runs: { busy: false, view: () => ({ ...freshView, output, chart }) },
  } as unknown as AnswersHost;
  return new Answers(host, () => 'en');
}

test('two insights of one chart: it is drawn beside the one with more at stake alone', () => {
  const { insights } = answersOf(['pareto']);
  expect(insights.map(({ stake }) => stake)).toEqual([
    '¥700 at stake · 8 customers',
    '40 customers · 95% interval 60% to 80%',
  ]);
  expect(insights.map(({ mini }) => mini?.kind ?? null)).toEqual(['line', null]);
});

test('a customer is one', () => {
  expect(answersOf(['pareto'], 1).insights[0]!.stake).toBe('¥700 at stake · 1 customer');
});
