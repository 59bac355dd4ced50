import { describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { defaultCell, defaultGoal, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Goal } from '../../../src/notebook/document.ts';
import { goalNowOf } from '../../../src/report/goal-of-run.ts';
import type { RunFacts } from '../../../src/report/run-facts.ts';
import { passing } from '../support/disclosure.ts';

const figures: Rows = {
  fields: ['metric', 'value', 'previous', 'change', 'unit'].map((name) => ({
    name,
    type: 'text',
    sqlType: 'VARCHAR',
  })) as Rows['fields'],
  count: 3,
  data: [
    ['revenue', 'customers', 'repurchase_rate'],
    [18_873_142, 3960, 0.799],
    [15_756_071, 3706, null],
    [0.198, 0.069, null],
    ['money', 'integer', 'percent'],
  ],
};

function goalNow(goal: Partial<Goal>, more: Partial<RunFacts> = {}, chart: Rows | null = figures) {
  const notebook = {
    ...defaultNotebook,
    currency: 'CNY',
    goal: { ...defaultGoal, ...goal },
    cells: [{ ...defaultCell, name: 'kpi', template: 'kpi' }],
  };
  const facts: RunFacts = {
    notebook,
    prepared: null,
    template: templatesOf(notebook),
    findings: () => null,
    rejected: () => 0,
    disclosure: { ...passing(), charts: new Map(chart ? [['kpi', chart]] : []) },
    versions: { program: 'Cellar', engine: '1' },
    ...more,
  };
  return goalNowOf(facts, 'en');
}
const highValue = (share: number | null) => ({
  background: { causes: new Map(), staff: null, highValue: share },
});

describe('where a goal stands', () => {
  test('is the first of its metrics that the key figures show', () => {
    expect(goalNow({ metrics: ['nps', 'customers', 'revenue'] })).toMatchObject({
      value: '3,960',
      before: '3,706',
      target: null,
    });
    expect(goalNow({ metrics: ['repurchase_rate'] })).toMatchObject({ value: '79.9%', before: null });
  });

  test('is what the preset’s criterion speaks of where none were chosen', () => {
    expect(goalNow({ preset: 'repurchase', metrics: [] }, highValue(null))).toMatchObject({ value: '79.9%' });
    // The budget is to be shared out anew: revenue says nothing of that.
    expect(goalNow({ preset: 'channel', metrics: [] })).toBeNull();
  });

  test('of the goal about high-value customers is their rate, with the target that the criterion gives it', () => {
    expect(goalNow({ preset: 'repurchase', criterion: '+5 percentage points' }, highValue(0.62))).toEqual({
      metric: expect.any(String) as string,
      value: '62%',
      before: null,
      target: '67%',
    });
    // Where the criterion names no points, or leads out of all shares, no target is made up.
    expect(goalNow({ preset: 'repurchase', criterion: 'more' }, highValue(0.62))?.target).toBeNull();
    expect(goalNow({ preset: 'repurchase', criterion: '+50 points' }, highValue(0.62))?.target).toBeNull();
  });

  test('is not told of customers who were chosen by what they did', () => {
    const chosen = { ...highValue(1), byDeeds: true };
    expect(goalNow({ preset: 'repurchase', criterion: '+5 points' }, chosen)).toBeNull();
    expect(goalNow({ metrics: ['customers'] }, { byDeeds: true })).toBeNull();
  });

  test('falls back to the key figures where the data do not tell the rate', () => {
    const goal = { preset: 'repurchase', metrics: ['customers'] };
    expect(goalNow(goal, highValue(null))).toMatchObject({ value: '3,960' });
  });

  test('is not told where nothing may leave, nothing fits or another chart is drawn', () => {
    const goal = { metrics: ['customers'] };
    expect(goalNow(goal, { disclosure: null })).toBeNull();
    expect(goalNow(goal, {}, null)).toBeNull();
    expect(goalNow({ metrics: ['nps'] })).toBeNull();
  });
});
