import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/model/random.ts';
import { auditFigures, auditInTurn } from '../../../src/disclosure/audit.ts';

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

test('others have their turn behind each figure, and the same is found', async () => {
  const figures = [
    [400, 15],
    [200, 8],
    [183, 6],
    [90, 3],
  ] as const;
  const of = [
    figures.map(([value, customers]) => ({ value, customers })),
    Float64Array.of(17, 90),
    { least: 5, customers: 20 },
  ] as const;
  let turns = 0;
  const found = await auditInTurn(async () => void (turns += 1), ...of);
  expect([...found]).toEqual([...auditFigures(...of)]);
  expect(found.size).toBe(2);
  // Three are left for pairs, two for triples.
  expect(turns).toBe(3 + 2);
});

describe('what some first figures add to others', () => {
  const of = { least: 5, customers: 20 };
  const found = (values: number[], given: [number, number][], first?: number) =>
    auditFigures(
      given.map(([value, customers]) => ({ value, customers })),
      Float64Array.from(values),
      { ...of, ...(first !== undefined && { first }) },
    ).size > 0;

  test('is looked at, and nothing that the others say without them', () => {
    const alone: [number, number][] = [
      [400, 15],
      [200, 8],
      [183, 6],
    ];
    expect(found([17], alone)).toBe(true);
    expect(found([17], [[1000, 20], ...alone], 1)).toBe(false);
    // One of the three, whichever it is, or of two.
    for (const [i, one] of alone.entries())
      expect(found([17], [one, ...alone.filter((_, k) => k !== i)], 1)).toBe(true);
    expect(
      found(
        [17],
        [
          [200, 8],
          [217, 9],
        ],
        1,
      ),
    ).toBe(true);
    expect(
      found(
        [17],
        [
          [217, 9],
          [200, 8],
        ],
        1,
      ),
    ).toBe(true);
    expect(
      found(
        [17],
        [
          [17, 1],
          [200, 8],
        ],
        1,
      ),
    ).toBe(true);
    expect(
      found(
        [17],
        [
          [200, 8],
          [17, 1],
        ],
        1,
      ),
    ).toBe(false);
  });

  test('is what looking at all of them finds, where the others alone give nobody away', () => {
    const next = seededRandom(7);
    const whole = (below: number) => 1 + Math.floor(next() * below);
    let [gives, not] = [0, 0];
    for (let round = 0; round < 400; round++) {
      const values = [whole(60), whole(60)].toSorted((a, b) => a - b);
      const figure = (): [number, number] => [20 + whole(400), whole(20)];
      const more = Array.from({ length: whole(3) }, figure);
      const others = Array.from({ length: whole(9) }, figure);
      if (found(values, others)) continue;
      const all = found(values, [...more, ...others]);
      expect(found(values, [...more, ...others], more.length)).toBe(all);
      if (all) gives += 1;
      else not += 1;
    }
    expect(gives).toBeGreaterThan(20);
    expect(not).toBeGreaterThan(20);
  });
});
