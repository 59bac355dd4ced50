import { expect, test } from 'vitest';
import { profileMarks } from '../../../src/app/import/profile-marks.ts';
import type { ColumnProfile } from '../../../src/import/stage/profile.ts';

const profile = (more: Partial<ColumnProfile>): ColumnProfile => ({
  name: 'c',
  sqlType: 'VARCHAR',
  filled: 100,
  distinct: 10,
  min: null,
  max: null,
  top: [],
  examples: [],
  ...more,
});

test('a histogram fills the box, its highest bar the height, a rare value a pixel, an empty step nothing', () => {
  const marks = profileMarks(profile({ histogram: [0, 1000, 1, 500] }), 40, 12);
  expect(marks.map((m) => m.height)).toEqual([0, 12, 1, 6]);
  expect(marks.map((m) => m.x)).toEqual([0, 10, 20, 30]);
  expect(marks.map((m) => m.y + m.height)).toEqual([12, 12, 12, 12]);
});

test('frequent values come with what is left over', () => {
  const top = [
    { value: 'a', count: 50 },
    { value: 'b', count: 20 },
  ];
  expect(profileMarks(profile({ top }), 60, 10).map((m) => m.height)).toEqual([10, 4, 6]);
  expect(profileMarks(profile({ top, filled: 70 }), 60, 10)).toHaveLength(2);
});

test('a column of different values has no bars', () => {
  expect(profileMarks(profile({ top: [{ value: 'a', count: 1 }] }), 60, 10)).toEqual([]);
  expect(profileMarks(profile({}), 60, 10)).toEqual([]);
});
