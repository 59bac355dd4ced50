import { expect, test } from 'vitest';
import { spansOf } from '../../../src/entity/spans.ts';

const of = (periodStart: string, periodEnd: string, asOf = '2099-01-01') =>
  spansOf({ asOf, periodStart, periodEnd });
const span = (start: string, end: string) => ({ start, end });

test('a period that is over is compared with as many whole months, or else days, before it', () => {
  expect(of('2024-06-01', '2024-06-30')).toEqual({
    now: span('2024-06-01', '2024-06-30'),
    before: span('2024-05-01', '2024-05-31'),
    earlier: span('2024-04-01', '2024-04-30'),
    yearAgo: span('2023-06-01', '2023-06-30'),
    over: true,
  });
  expect(of('2024-06-03', '2024-06-30')).toMatchObject({
    before: span('2024-05-06', '2024-06-02'),
    earlier: span('2024-04-08', '2024-05-05'),
  });
  // To the end of February and its leap day.
  expect(of('2024-01-31', '2024-02-28')).toMatchObject({ before: span('2023-12-31', '2024-01-30') });
  expect(of('2023-03-01', '2024-02-29')).toMatchObject({ before: span('2022-03-01', '2023-02-28') });
});

test('of a period that is not over the same part of the one before counts', () => {
  expect(of('2026-01-01', '2026-12-31', '2026-07-01')).toEqual({
    now: span('2026-01-01', '2026-06-30'),
    before: span('2025-01-01', '2025-06-30'),
    earlier: span('2024-01-01', '2024-06-30'),
    yearAgo: span('2025-01-01', '2025-06-30'),
    over: false,
  });
  expect(of('2024-03-01', '2024-03-31', '2024-03-31')).toMatchObject({
    now: span('2024-03-01', '2024-03-30'),
    before: span('2024-02-01', '2024-02-29'),
  });
  expect(of('2024-06-03', '2024-06-30', '2024-06-10')).toMatchObject({
    now: span('2024-06-03', '2024-06-09'),
    before: span('2024-05-06', '2024-05-12'),
    earlier: span('2024-04-08', '2024-04-14'),
  });
});

test('of a period to come nothing has gone by, nor of those it is compared with', () => {
  expect(of('2026-01-01', '2026-12-31', '2025-07-01')).toEqual({
    now: span('2026-01-01', '2025-12-31'),
    before: span('2025-01-01', '2024-12-31'),
    earlier: span('2024-01-01', '2023-12-31'),
    yearAgo: span('2025-01-01', '2024-12-31'),
    over: false,
  });
});
