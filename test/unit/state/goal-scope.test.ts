import { expect, test } from 'vitest';
import { defaultCell, defaultGoal } from '../../../src/notebook/defaults.ts';
import { namedGroup } from '../../../src/notebook/segments.ts';
import { groupText } from '../../../src/report/group.ts';
import {
  chosenGroup,
  chosenPeriod,
  groupable,
  groupOf,
  offeredPeriods,
  periodOf,
  segmentChoices,
  typedShare,
  typedYear,
} from '../../../src/state/goal-scope.ts';

test.each([
  ['6', '2024-07-01', { kind: 'months', months: 6 }],
  ['all', '', { kind: 'all' }],
  ['year', '2023-12-31', { kind: 'year', year: 2023 }],
  ['year', '', { kind: 'year', year: 2026 }],
  ['custom', '2023-05-06', { kind: 'custom', start: '2023-01-01', end: '2023-05-06' }],
  ['custom', '', { kind: 'custom', start: '2026-01-01', end: '2026-12-31' }],
] as const)('the period %s, as of "%s"', (choice, asOf, period) => {
  expect(periodOf(choice, asOf, '2026-11-28')).toEqual(period);
  expect(chosenPeriod(period)).toBe(choice);
});

test('a number of months that is none of the usual ones is offered too', () => {
  expect(offeredPeriods({ kind: 'months', months: 9 })[0]).toBe('9');
  expect(offeredPeriods({ kind: 'months', months: 6 })).toEqual(offeredPeriods({ kind: 'all' }));
});

test('what is typed and is no year or no share changes nothing', () => {
  expect([typedYear(NaN), typedYear(24), typedYear(2024.5), typedYear(2024)]).toEqual([
    ...[null, null, null, { kind: 'year', year: 2024 }],
  ]);
  expect([typedShare(NaN), typedShare(0), typedShare(15), typedShare(250)]).toEqual([
    ...[null, null, { kind: 'top', share: 0.15 }, { kind: 'top', share: 1 }],
  ]);
});

test('a group is made from roles that have values, and from the one in force', () => {
  const mapped = new Set(['customers.city', 'customers.region', 'orders.region']);
  expect(groupable(mapped, { kind: 'all' })).toEqual(['region', 'city']);
  expect(groupable(undefined, { kind: 'attribute', role: 'team', value: 'x' })).toEqual(['team']);
  expect(groupOf('attribute', ['city'])).toEqual({ kind: 'attribute', role: 'city', value: '' });
  expect([groupOf('top', []), groupOf('all', [])]).toEqual([{ kind: 'top', share: 0.2 }, { kind: 'all' }]);
});

test('a saved segment is a group of its own, called by its title', () => {
  const segment = (name: string, title: string) => ({ ...defaultCell, name, title, template: 'segment' });
  const cells = [
    segment('segment_best', 'Best'),
    segment('segment_x', ''),
    { ...defaultCell, name: 'rfm', template: 'rfm' },
  ];
  expect(segmentChoices({ cells })).toEqual([
    { value: 'segment:segment_best', title: 'Best' },
    { value: 'segment:segment_x', title: 'segment_x' },
  ]);
  const group = groupOf('segment:segment_best', []);
  expect(group).toEqual({ kind: 'segment', cell: 'segment_best' });
  expect([chosenGroup(group), chosenGroup({ kind: 'top', share: 1 })]).toEqual([
    'segment:segment_best',
    'top',
  ]);
  const named = namedGroup({ goal: { ...defaultGoal, group }, cells });
  expect([groupText(named, 'zh'), groupText(named, 'en')]).toEqual(['分群“Best”', 'segment “Best”']);
});
