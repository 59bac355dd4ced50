import { expect, test } from 'vitest';
import { BEHAVIOURS } from '../../../src/entity/behaviour.ts';
import { STARTER } from '../../../src/metric/catalogue.ts';
import { chosenBy } from '../../../src/metric/industries.ts';
import { defaultGoal } from '../../../src/notebook/defaults.ts';
import {
  businessChange,
  metricOptions,
  metricsInForce,
  withBehaviour,
} from '../../../src/state/goal-measures.ts';

test('an industry proposes metrics that are to be confirmed; without one and a model there is nothing to propose', () => {
  const goal = { ...defaultGoal, model: 'b2b' as const, confirmed: true };
  expect(businessChange(goal, { industry: 'retail' })).toEqual({
    ...{ industry: 'retail', metrics: chosenBy('retail', 'b2b'), confirmed: false },
  });
  expect(businessChange({ ...goal, industry: 'retail' }, { industry: '' }).metrics).toEqual(
    chosenBy('', 'b2b'),
  );
  expect(businessChange(goal, { model: '' })).toEqual({ model: '', metrics: [], confirmed: false });
});

test('the starters are in force until others are chosen', () => {
  expect(metricsInForce({ metrics: [] })).toEqual([...STARTER]);
  expect(metricsInForce({ metrics: ['revenue'] })).toEqual(['revenue']);
});

test('the notebook’s own metrics can be chosen beside the catalogue’s', () => {
  const own = {
    ...{ id: 'own_1', name: 'Per order', entity: 'orders' as const },
    ...{ expression: 'sum(amount) / count(*)', format: 'money' as const },
  };
  const before = metricOptions([]).map(({ value }) => value);
  expect(before).toEqual(expect.arrayContaining([...STARTER]));
  expect(metricOptions([own]).map(({ value }) => value)).toEqual(
    expect.arrayContaining([...before, 'own_1']),
  );
});

test('behaviour types stay in the catalogue’s order', () => {
  const [first, second] = BEHAVIOURS.map(({ id }) => id) as [string, string];
  expect(withBehaviour([second], first, true)).toEqual([first, second]);
  expect(withBehaviour([first, second], first, false)).toEqual([second]);
  expect(withBehaviour([first], first, true)).toEqual([first]);
});
