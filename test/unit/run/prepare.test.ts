import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connector } from '../../../src/engine/connector.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { setCurrency, setGoal, setParam } from '../../../src/notebook/edit.ts';
import { fail, ok } from '../../../src/result.ts';
import { EntityData, type DataInput, type VersionedSource } from '../../../src/run/data.ts';
import { value } from '../cli/support.ts';

/** How often something was hashed. */
const hashed = vi.hoisted(() => ({ count: 0 }));
vi.mock('../../../src/run/version.ts', async (load) => {
  const real = await load<typeof import('../../../src/run/version.ts')>();
  const versionOf: typeof real.versionOf = (parts) => {
    hashed.count += 1;
    return real.versionOf(parts);
  };
  return { ...real, versionOf };
});

const sources: readonly VersionedSource[] = [
  {
    name: 'shop',
    entity: 'orders',
    mapping: { customer: 'id', ordered_at: 'day', amount: 'sum' },
    columns: ['id', 'day', 'sum'].map((name) => ({ name, type: 'VARCHAR' })),
    version: '1',
  },
];
const notebook: Notebook = {
  ...defaultNotebook,
  cells: [{ ...defaultCell, name: 'pareto', template: 'pareto' }],
};
const restored: DataInput['restored'] = [];
const empty = { fields: [], count: 0, data: [] };

let statements = 0;
let broken = false;
const db: Connector = {
  run: async (sql) => {
    statements += [sql].flat().length;
    return broken ? fail('cancelled') : ok(empty);
  },
  tableNames: async () => ok([]),
};
let data: EntityData;
const prepare = (wanted: Notebook, more: Partial<DataInput> = {}) =>
  data.prepare(db, { notebook: wanted, sources, restored, today: '2024-06-01', ...more });
const since = () => {
  const counts = { hashed: hashed.count, statements };
  hashed.count = statements = 0;
  return counts;
};

beforeEach(() => {
  data = new EntityData();
  broken = false;
  since();
});

describe('preparing the data again', () => {
  test('an edit that leaves the data alone is passed without a hash or a statement', async () => {
    const first = value(await prepare(notebook));
    expect(since().hashed).toBeGreaterThan(0);
    let edited = notebook;
    for (let i = 0; i < 50; i++) {
      edited = setParam(edited, 'pareto', 'share', i / 100);
      expect(value(await prepare(edited))).toBe(first);
    }
    edited = setCurrency(edited, 'EUR');
    edited = setGoal(edited, { statement: 'Who buys?' });
    expect(value(await prepare(edited))).toBe(first);
    expect(since()).toEqual({ hashed: 0, statements: 0 });
  });

  test.each<[string, Notebook, Partial<DataInput>]>([
    ['the period', setGoal(notebook, { period: { kind: 'all' } }), {}],
    ['the as-of date', setGoal(notebook, { asOf: '2024-01-01' }), {}],
    ['the group', setGoal(notebook, { group: { kind: 'top', share: 0.1 } }), {}],
    ['behaviours', setGoal(notebook, { behaviours: ['buy'] }), {}],
    ['cleaning', { ...notebook, cleaning: [{ rule: 'orders.refund', action: 'keep', params: {} }] }, {}],
    ['a source', notebook, { sources: [{ ...sources[0]!, version: '2' }] }],
    ['rows taken back', notebook, { restored: [{ source: 'shop', row: 1 }] }],
    ['the day', notebook, { today: '2024-06-02' }],
  ])('%s is looked at', async (_, changed, more) => {
    value(await prepare(notebook));
    since();
    value(await prepare(changed, more));
    expect(since().hashed).toBeGreaterThan(0);
  });

  test.each<[string, Notebook, Partial<DataInput>]>([
    ['mapping', notebook, { sources: [{ ...sources[0]!, version: '2' }] }],
    ['cleaning', { ...notebook, cleaning: [{ rule: 'orders.refund', action: 'keep', params: {} }] }, {}],
    ['scope', setGoal(notebook, { group: { kind: 'top', share: 0.1 } }), {}],
  ])('%s that was cut short is made anew, also when the edit is taken back', async (_, changed, more) => {
    value(await prepare(notebook));
    broken = true;
    expect((await prepare(changed, more)).ok).toBe(false);
    broken = false;
    since();
    value(await prepare(notebook));
    expect(since().statements).toBeGreaterThan(0);
  });
});
