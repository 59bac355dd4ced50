import { afterEach, expect, test, vi } from 'vitest';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { ok } from '../../../src/result.ts';
import { CompileCache } from '../../../src/run/compile-cache.ts';
import { planCells } from '../../../src/run/plan.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { GIVEN } from '../template/support.ts';

afterEach(() => void vi.restoreAllMocks());

const cells = ['rfm', 'pareto', 'cohort-retention'].map((template, i) => ({
  ...defaultCell,
  name: `cell_${i}`,
  template,
}));

test('planned again, only what an edit or other data change is digested anew', async () => {
  const digested = vi.spyOn(String.prototype, 'charCodeAt');
  const compiled = new CompileCache();
  const mapped = new Set(['customer', 'ordered_at', 'amount', 'order_id'].map((role) => `orders.${role}`));
  /** How many letters were looked at, and the version of each cell. */
  const plan = async (of = cells, orders = '1') => {
    digested.mockClear();
    const planned = await planCells(of, {
      ...{ given: GIVEN, mapped, compiled, template: getTemplate },
      versions: new Map([
        ['orders', orders],
        ['all_orders', '1'],
      ]),
      tableNames: async () => ok([]),
    } as Parameters<typeof planCells>[1]);
    expect(planned.map(({ fault, missing }) => [fault, missing])).toEqual(cells.map(() => [null, []]));
    return { letters: digested.mock.calls.length, versions: planned.map(({ version }) => version) };
  };
  const first = await plan();
  const again = await plan();
  expect(again.versions).toEqual(first.versions);
  expect(again.letters).toBeLessThan(first.letters / 50);
  const [rfm, ...others] = cells;
  const edited = await plan([{ ...rfm!, params: { method: 'quintile' } }, ...others] as typeof cells);
  expect(edited.versions[0]).not.toBe(first.versions[0]);
  expect(edited.versions.slice(1)).toEqual(first.versions.slice(1));
  const back = await plan();
  expect(back.versions).toEqual(first.versions);
  const other = await plan(cells, '2');
  expect(other.versions.every((version, i) => version !== first.versions[i])).toBe(true);
});

test('what cannot be prepared stops the cells that read it, and no others', async () => {
  const roles = [
    'orders.customer',
    'orders.ordered_at',
    'orders.amount',
    'feedback.occurred_at',
    'feedback.nps',
  ];
  const asked = ['pareto', 'nps', 'path-sankey', 'activity-heatmap', 'own'];
  const planned = await planCells(
    asked.map((name) => ({
      ...defaultCell,
      name: name.replace('-', '_'),
      template: name === 'own' ? 'pareto' : name,
      params: name === 'activity-heatmap' ? { source: 'events' } : {},
      sql: name === 'own' ? 'SELECT count(*) AS n FROM all_events' : null,
    })) as typeof cells,
    {
      given: GIVEN,
      mapped: new Set(roles),
      template: getTemplate,
      failed: new Map([['events', { code: 'sql-error', detail: 'no memory' }]]),
      versions: new Map(
        ['orders', 'past_orders', 'events', 'past_events', 'all_events', 'feedback', 'customers'].map(
          (name) => [name, '1'],
        ),
      ),
      tableNames: async (sql) => ok(sql.includes('all_events') ? ['all_events'] : []),
    } as Parameters<typeof planCells>[1],
  );
  const faults = Object.fromEntries(planned.map(({ name, fault }) => [name, fault]));
  expect(faults['pareto']).toBeNull();
  expect(faults['nps']).toBeNull();
  for (const name of ['path_sankey', 'activity_heatmap', 'own'])
    expect(faults[name]).toMatchObject({
      code: 'entity-unprepared',
      values: { name, entity: 'events' },
      detail: 'no memory',
    });
});

test('a cell that fills a stretch by itself is planned in several tasks', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  const turn = vi.fn(async () => {});
  const mapped = new Set(['customer', 'ordered_at', 'amount', 'order_id'].map((role) => `orders.${role}`));
  const [planned] = await planCells(cells.slice(0, 1), {
    ...{ given: GIVEN, mapped, template: getTemplate, versions: new Map([['orders', '1']]) },
    tableNames: async () => ok([]),
    turn,
  } as unknown as Parameters<typeof planCells>[1]);
  const stages = planned!.compiled!.stages.length;
  expect(stages).toBeGreaterThan(1);
  // Behind compiling, between the stages that are read and behind the cell.
  expect(turn.mock.calls).toHaveLength(stages + 1);
});
