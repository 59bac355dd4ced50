import { describe, expect, test } from 'vitest';
import { gigabytes, planMemory } from '../../../src/import/memory.ts';

const GB = 1024 ** 3;

describe('memory of an import', () => {
  test('a 1 GB CSV fits a machine of 8 GB and is asked about on one of 2', () => {
    const plan = planMemory(GB, 'csv', false, 8);
    expect(plan.verdict).toBe('fine');
    expect(gigabytes(plan.needs)).toBe(4.8); // 1.5 while read, 2 kept with the clean copy and its cells, 1.3 on its way
    expect(planMemory(GB, 'csv', false, 2).verdict).toBe('ask');
  });

  test('what one engine cannot address is refused, however much the machine has', () => {
    expect(planMemory(2 * GB, 'csv', false, 8).verdict).toBe('ask');
    expect(planMemory(2.1 * GB, 'csv', false, 8).verdict).toBe('refuse');
    expect(planMemory(0.4 * GB, 'csv', true, 8).verdict).toBe('refuse'); // a gzip of some 2.4 GB
    // A line of twelve months becomes twelve rows, each with the three columns that it repeats.
    const months = Array.from({ length: 12 }, (_, i) => ({ day: `2024-${i + 1}-01`, cells: [i + 3] }));
    const column = { name: 'a', original: 'a', type: 'text', format: '' } as const;
    const spread = {
      columns: Array.from({ length: 15 }, () => column),
      ...{ repeated: [0, 1, 2], period: 'month', measures: ['n'], periods: months },
    };
    expect(planMemory(GB, 'csv', false, 8, spread).needs).toBeCloseTo(
      4 * planMemory(GB, 'csv', false, 8).needs,
      -1,
    );
    expect(planMemory(0.4 * GB, 'parquet', true, 8).verdict).toBe('fine'); // packed within: the zip adds nothing
  });

  test('a browser that does not say is taken to have 4 GB', () => {
    expect(planMemory(GB, 'csv', false, undefined).offers).toBe(4 * GB);
    expect(planMemory(0.8 * GB, 'csv', false, undefined).verdict).toBe('fine');
    expect(planMemory(GB, 'csv', false, undefined).verdict).toBe('ask');
  });
});
