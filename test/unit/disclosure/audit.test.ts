import { expect, test } from 'vitest';
import { auditFigures } from '../../../src/disclosure/audit.ts';

test('each figure is looked up once, however many pairs and triples there are', () => {
  let read = 0;
  const figures = Array.from({ length: 60 }, (_, i) => ({
    get value() {
      read += 1;
      return 1000 + i * 37.5;
    },
    customers: 40 + i,
  }));
  auditFigures(figures, Float64Array.of(3, 11, 4000), { least: 5, customers: 900 });
  expect(read).toBe(figures.length);
});

test('a value is found as it stands, as what two leave and as what three leave', () => {
  const of = { least: 5, customers: 20 };
  const values = Float64Array.of(17, 90);
  const audited = (...figures: [number, number][]) =>
    auditFigures(
      figures.map(([value, customers]) => ({ value, customers })),
      values,
      of,
    );
  expect([...audited([90, 3], [250, 9])]).toEqual([0]);
  expect([...audited([317, 12], [300, 11])]).toEqual([1]);
  expect([...audited([400, 15], [200, 8], [183, 6])]).toEqual([2]);
  // What is left stands for as many customers as are asked for.
  expect([...audited([317, 18], [300, 11])]).toEqual([]);
});
