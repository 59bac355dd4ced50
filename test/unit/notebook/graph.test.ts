import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../../src/notebook/graph.ts';

const cell = (name: string, ...reads: string[]) => ({ name, reads });

describe('the dependency graph', () => {
  const graph = buildGraph([
    cell('report', 'tiers', 'rfm'),
    cell('tiers', 'rfm', 'customers'),
    cell('rfm', 'orders', 'all_orders', 'source.crm'),
    cell('heat', 'events'),
  ]);

  test('orders cells after what they read, otherwise as the notebook has them', () => {
    expect(graph.order).toEqual(['rfm', 'tiers', 'report', 'heat']);
    expect(graph.faults.size).toBe(0);
    expect(graph.dependencies.get('report')).toEqual(['tiers', 'rfm']);
    expect(graph.dependents.get('rfm')).toEqual(['report', 'tiers']);
    expect(graph.externals.get('rfm')).toEqual(['orders', 'all_orders', 'source.crm']);
  });

  test('table names count in any case, quoted or with the main schema', () => {
    const g = buildGraph([cell('b', 'A', '"a"', 'main.a', 'MEMORY.main.A'), cell('a')]);
    expect(g.dependencies.get('b')).toEqual(['a']);
    expect(g.order).toEqual(['a', 'b']);
  });

  test('a cell of another notebook or a deleted one is named', () => {
    const g = buildGraph([cell('a', 'gone'), cell('b', 'crm')], ['CRM']);
    expect(g.faults.get('a')).toEqual({ code: 'cell-unknown-table', values: { name: 'a', table: 'gone' } });
    expect(g.faults.has('b')).toBe(false);
  });

  test('a cell that reads itself is a cycle of one', () => {
    const g = buildGraph([cell('a', 'a', 'orders'), cell('b', 'orders')]);
    expect(g.cycles).toEqual([['a']]);
    expect(g.faults.get('a')).toEqual({ code: 'cell-cycle', values: { cells: 'a → a' } });
    expect(g.order).toEqual(['b']);
  });

  test('a circle is named in reading order; what hangs on it says so; the rest runs', () => {
    const g = buildGraph([
      cell('a', 'b'),
      cell('b', 'c'),
      cell('c', 'a'),
      cell('d', 'c'),
      cell('e', 'd'),
      cell('f'),
    ]);
    expect(g.cycles).toHaveLength(1);
    const [cycle] = g.cycles;
    expect([...cycle!].sort()).toEqual(['a', 'b', 'c']);
    cycle!.forEach((name, i) => expect(g.dependencies.get(name)).toContain(cycle![(i + 1) % 3]));
    expect(g.faults.get('b')!.code).toBe('cell-cycle');
    expect(g.faults.get('d')).toEqual({ code: 'cell-behind-cycle', values: { name: 'd', other: 'c' } });
    expect(g.faults.get('e')).toEqual({ code: 'cell-behind-cycle', values: { name: 'e', other: 'd' } });
    expect(g.order).toEqual(['f']);
  });

  test('a knot of several circles shows one and still faults every cell in it', () => {
    const g = buildGraph([cell('a', 'b', 'c'), cell('b', 'a'), cell('c', 'd'), cell('d', 'a')]);
    expect(g.cycles).toEqual([['a', 'b']]);
    expect([...g.faults.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});
