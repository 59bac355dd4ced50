import { describe, expect, test } from 'vitest';
import { defaultGoal } from '../../../src/notebook/defaults.ts';
import { planKey, planned, planRows, struckKey } from '../../../src/report/plan.ts';
import type { ReportFinding } from '../../../src/report/input.ts';
import { saidOnce } from '../../../src/report/said-once.ts';

const problem = (cell: string, words: string, action = words): ReportFinding => ({
  cell,
  id: `rule-${words}`,
  severity: 'bad',
  weight: { money: 1, reach: 0, rate: null },
  sentence: [{ text: words, bold: false }],
  measure: { action, department: 'service', kpi: 'k', now: '0', target: 't', days: 7 },
});

const rows = (problems: ReportFinding[], edits: Record<string, string> = {}, goal = defaultGoal) =>
  planRows(problems, goal, edits, '2026-01-30', 'en');

describe('the landing plan', () => {
  test('has no row for what says nothing to do, or only to find out why', () => {
    const { measure: _, ...silent } = problem('nps', 'a');
    const looks = {
      ...problem('nps', 'b'),
      measure: { ...problem('nps', 'b').measure!, looks: true as const },
    };
    expect(rows([silent, looks, problem('csat', 'c')]).map(({ measure, now }) => [measure, now])).toEqual([
      ['c', '0'],
    ]);
  });

  test('counts deadlines from the goal sheet, or from the day it is made', () => {
    expect(rows([problem('nps', 'a')])[0]).toMatchObject({
      id: 'nps.rule-a',
      department: 'Service',
      deadline: '2026-02-06',
    });
    const goal = { ...defaultGoal, date: '2026-02-25' };
    expect(rows([problem('nps', 'a')], {}, goal)[0]!.deadline).toBe('2026-03-04');
  });

  test('what is written by hand stays when the finding changes; a struck row stays away', () => {
    const id = 'nps.rule-a';
    const edits = { [planKey(id, 'deadline')]: 'Easter', [planKey(id, 'target')]: '' };
    const [row] = rows([{ ...problem('nps', 'a'), sentence: [{ text: 'changed', bold: false }] }], edits);
    expect(row).toMatchObject({ finding: 'changed', deadline: 'Easter', target: '', kpi: 'k' });
    expect(row!.edited).toEqual(['deadline', 'target']);
    expect(rows([problem('nps', 'a')], { ...edits, [struckKey(id)]: '' })).toEqual([]);
  });

  test('two findings of a rule about the same thing are two rows, each written over by itself', () => {
    const twice = [problem('heatmap', 'quiet', 'a'), { ...problem('heatmap', 'quiet', 'b') }];
    expect(rows(twice).map(({ id }) => id)).toEqual(['heatmap.rule-quiet', 'heatmap.rule-quiet-2']);
    const edits = {
      [planKey('heatmap.rule-quiet-2', 'kpi')]: 'only here',
      [struckKey('heatmap.rule-quiet')]: '',
    };
    expect(rows(twice, edits).map(({ id, kpi }) => [id, kpi])).toEqual([
      ['heatmap.rule-quiet-2', 'only here'],
    ]);
  });

  test('keeps rows of one own below, in the order they were added', () => {
    const edits = {
      [planKey('own-10', 'measure')]: 'later',
      [planKey('own-2', 'measure')]: 'first',
      [planKey('own-2', 'kpi')]: 'x',
    };
    expect(rows([problem('nps', 'a')], edits).map((row) => row.measure)).toEqual(['a', 'first', 'later']);
  });

  test('gives one row to problems that call for the same thing, and no more than eight', () => {
    const many = Array.from({ length: 12 }, (_, n) => problem(`c${n}`, `w${n}`, n < 2 ? 'same' : `do ${n}`));
    expect(planned(many)).toHaveLength(8);
    expect(planned(many).map((p) => p.cell)).toEqual(['c0', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']);
  });
});

test("a fact that three cells state is said once; each cell's foremost comes before a second", () => {
  const told = saidOnce([
    { ...problem('a', 'one'), weight: { money: null, reach: 9, rate: null } },
    problem('a', 'two'),
    problem('a', 'three'),
    problem('b', 'two'),
    problem('b', 'four'),
  ]);
  expect(told.map(({ cell, sentence }) => `${cell} ${sentence[0]!.text}`)).toEqual([
    'a two',
    'b four',
    'a three',
    'a one',
  ]);
});

test('a cell whose foremost was said by another has its next before a second of any', () => {
  const stated = (cell: string, money: number, ...numbers: string[]): ReportFinding => ({
    ...problem(cell, cell),
    weight: { money, reach: 0, rate: null },
    sentence: numbers.map((text) => ({ text, bold: true })),
  });
  const told = saidOnce([
    stated('pareto', 9, '213', '¥3.98M'),
    stated('pareto', 7, '792', '75.2%'),
    stated('list', 8, '213', '¥3.98M'),
    stated('list', 1, '142', '13.4%'),
  ]);
  expect(told.map(({ cell, weight }) => `${cell} ${weight.money}`)).toEqual([
    'pareto 9',
    'list 1',
    'pareto 7',
  ]);
});

test("another cell's words for the same fact are known by two of its numbers", () => {
  const stated = (cell: string, ...numbers: string[]): ReportFinding => ({
    ...problem(cell, cell),
    sentence: numbers.map((text) => ({ text, bold: true })),
  });
  const told = saidOnce([
    stated('csat', '53.7%', '67.3%', '1,101'),
    stated('drivers', '53.7%', '75.9%', '1,101'),
    stated('other', '53.7%', '12%', '9'),
  ]);
  expect(told.map(({ cell }) => cell)).toEqual(['csat', 'other']);
});
