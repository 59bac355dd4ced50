import { expect, test } from 'vitest';
import type { ReportFinding } from '../../../src/report/input.ts';
import { saidOnce } from '../../../src/report/said-once.ts';

const insight = (cell: string, money: number): ReportFinding => ({
  cell,
  severity: 'good',
  sentence: [{ text: `${cell} ${money}`, bold: false }],
  weight: { money, rate: null, reach: 0 },
});
/** What the top of the page shows: three at most. */
const top = (...insights: ReportFinding[]) =>
  saidOnce(insights)
    .slice(0, 3)
    .map(({ cell, weight }) => `${cell} ${weight.money}`);

test('a cell has one place on top while another cell has something to say, whatever is at stake', () => {
  const three = [insight('pareto', 900), insight('pareto', 800), insight('kpi', 5), insight('rfm', 1)];
  expect(top(...three)).toEqual(['pareto 900', 'kpi 5', 'rfm 1']);
});

test('a place that nobody else takes goes to a second insight, behind the first of every cell', () => {
  const two = [insight('pareto', 900), insight('pareto', 800), insight('kpi', 5), insight('kpi', 4)];
  expect(top(...two)).toEqual(['pareto 900', 'kpi 5', 'pareto 800']);
  expect(top(insight('pareto', 1), insight('pareto', 2))).toEqual(['pareto 2', 'pareto 1']);
});
