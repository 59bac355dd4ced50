import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connector } from '../../../src/engine/connector.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { setCurrency, setGoal, setParam } from '../../../src/notebook/edit.ts';
import { fail, ok } from '../../../src/result.ts';
import { cleanSteps } from '../../../src/run/data-steps.ts';
import {
  EntityData,
  type DataInput,
  type PreparedFirst,
  type VersionedSource,
} from '../../../src/run/data.ts';
import * as versions from '../../../src/run/version.ts';
import { value } from '../cli/support.ts';

const hashed = vi.spyOn(versions, 'versionOf');
afterAll(() => void hashed.mockRestore());

const sources: readonly VersionedSource[] = [
  {
    name: 'shop',
    entity: 'orders',
    mapping: { customer: 'id', ordered_at: 'day', amount: 'sum' },
    columns: ['id', 'day', 'sum'].map((name) => ({ name, type: 'VARCHAR' })),
    version: '1',
  },
];
const visits: VersionedSource = {
  name: 'visits',
  entity: 'events',
  mapping: { customer: 'id', occurred_at: 'day', action: 'what' },
  columns: ['id', 'day', 'what'].map((name) => ({ name, type: 'VARCHAR' })),
  version: '1',
};
const both = [...sources, visits];
const notebook: Notebook = {
  ...defaultNotebook,
  cells: [{ ...defaultCell, name: 'pareto', template: 'pareto' }],
};
const restored: DataInput['restored'] = [];
const empty = { fields: [], count: 0, data: [] };

let statements = 0;
/** How often the engine was told anything: between two times it waits for the page. */
let times = 0;
let said: string[] = [];
let broken = false;
/** Set, a statement with this in it fails. */
let failing: string | null = null;
/** The last day of the orders, as the engine says it. */
let lastDay: string | null = '2024-05-01';
const db: Connector = {
  run: async (sql) => {
    times += 1;
    for (const text of [sql].flat()) {
      statements += 1;
      said.push(text);
      if (failing !== null && text.includes(failing)) return fail('sql-error');
    }
    if (broken) return fail('cancelled');
    if (!/AS as_of/.test([sql].flat().at(-1)!)) return ok(empty);
    const fields = ['as_of', 'first_date', 'last_date'].map((name) => ({
      name,
      type: 'text' as const,
      sqlType: 'VARCHAR',
    }));
    return ok({ fields, count: 1, data: fields.map(() => [lastDay]) });
  },
  tableNames: async () => ok([]),
};
let data: EntityData;
const prepare = (wanted: Notebook, more: Partial<DataInput> = {}) =>
  data.prepare(db, { notebook: wanted, sources, restored, today: '2024-06-01', ...more });
const since = () => {
  const counts = { hashed: hashed.mock.calls.length, statements };
  hashed.mockClear();
  statements = 0;
  return counts;
};

/** Clean tables made since last asked, in order, with what is read of them. */
const work = () =>
  said
    .splice(0)
    .flatMap(
      (sql) =>
        /^CREATE OR REPLACE (?:TABLE|VIEW) (clean\.\w+|all_\w+|past_\w+) (?:AS|\()/.exec(sql)?.[1] ?? [],
    )
    .filter((name) =>
      /^(clean\.(orders|events|customers|ledger)|(all|past)_(orders|events|customers))$/.test(name),
    );

beforeEach(() => {
  data = new EntityData();
  broken = false;
  failing = null;
  lastDay = '2024-05-01';
  said = [];
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

describe('the orders first', () => {
  const input: DataInput = { notebook, sources: both, restored, today: '2024-06-01' };
  const ORDERS = ['clean.orders', 'all_orders', 'past_orders'];

  test('are cleaned and scoped before anything else is touched, and not again with the rest', async () => {
    times = 0;
    const first = value(await data.first(db, input))!;
    // Once for the clean rows and their last day, once for the views over what that day says.
    expect(times).toBe(2);
    expect(work()).toEqual(ORDERS);
    expect(said.join('\n')).not.toContain('all_events');
    const whole = value(await data.prepare(db, input));
    expect(work()).toEqual([
      ...['clean.events', 'all_events', 'clean.customers', 'all_customers', 'clean.ledger'],
      'past_events',
    ]);
    expect(first.given).toEqual(whole.given);
    expect(first.versions).toEqual(whole.versions);
    expect([...first.ready].sort()).toEqual([
      ...['all_orders', 'all_refunds', 'orders', 'past_orders', 'past_refunds'],
    ]);
  });

  /** The day that the orders are known to come to before they are cleaned. */
  const known = (last: string): DataInput['known'] => {
    const { orders } = cleanSteps(input);
    const extent = { as_of: last, first_date: last, last_date: last };
    return { since: input.today, statements: {}, extents: { [orders.at(-1)!.version]: extent } };
  };

  test('of which the days are known are cleaned and scoped in one go, and told of while that is under way', async () => {
    const heard: [PreparedFirst, string[]][] = [];
    times = 0;
    const expected = (first: PreparedFirst) => heard.push([first, work()]);
    const first = value(await data.first(db, { ...input, known: known(lastDay!) }, undefined, expected));
    expect(times).toBe(1);
    expect(heard).toEqual([[first, ORDERS]]);
    data = new EntityData();
    expect(value(await data.first(db, input, undefined, expected))).toEqual(first);
    expect(heard).toHaveLength(1);
  });

  test('are scoped by the days that the engine finds, where others were expected', async () => {
    const plain = value(await data.first(db, input));
    data = new EntityData();
    work();
    times = 0;
    expect(value(await data.first(db, { ...input, known: known('2023-01-01') }))).toEqual(plain);
    expect(times).toBe(2);
    expect(work()).toEqual([...ORDERS, 'past_orders']);
    const whole = value(await data.prepare(db, input));
    expect(whole.given).toEqual(plain!.given);
  });

  test('of other rows or rules are not expected to come to anything', async () => {
    const others = { ...input, sources: [{ ...sources[0]!, version: '2' }, visits] };
    times = 0;
    value(await data.first(db, { ...others, known: known(lastDay!) }));
    expect(times).toBe(2);
  });

  test('leave the rest as good as prepared at once', async () => {
    await data.first(db, input);
    const afterwards = value(await data.prepare(db, input));
    data = new EntityData();
    expect(value(await data.prepare(db, input))).toEqual(afterwards);
  });

  test.each<[string, Partial<Notebook['goal']>]>([
    ['a period of all data', { period: { kind: 'all' } }],
    ['a period that begins with the data', { period: { kind: 'custom', start: '', end: '2024-05-01' } }],
    ['a group of the customers’ file', { group: { kind: 'attribute', role: 'region', value: 'north' } }],
    ['a segment', { group: { kind: 'segment', cell: 'pareto' } }],
  ])('do not go ahead where %s hangs on the others', async (_, goal) => {
    expect(value(await data.first(db, { ...input, notebook: setGoal(notebook, goal) }))).toBeNull();
  });

  test('do not go ahead without a date among them, nor where there are none', async () => {
    lastDay = null;
    expect(value(await data.first(db, input))).toBeNull();
    expect(value(await data.first(db, { ...input, sources: [visits] }))).toBeNull();
  });

  test('have nothing to win when only the scope changed, or nothing', async () => {
    await data.prepare(db, input);
    since();
    expect(value(await data.first(db, input))).toBeNull();
    const year = setGoal(notebook, { period: { kind: 'year', year: 2023 } });
    expect(value(await data.first(db, { ...input, notebook: year }))).toBeNull();
    expect(since().statements).toBe(0);
  });

  test('stand when another entity fails, which the next preparation makes anew', async () => {
    await data.first(db, input);
    failing = 'clean.events AS';
    expect([...value(await data.prepare(db, input)).failed.keys()]).toEqual(['events', 'customers']);
    failing = null;
    work();
    expect(value(await data.first(db, input))).not.toBeNull();
    value(await data.prepare(db, input));
    expect(work()).not.toContain('clean.orders');
    expect(value(await data.first(db, input))).toBeNull();
  });

  test('that fail are made anew', async () => {
    failing = 'INTO clean.orders';
    expect((await data.first(db, input)).ok).toBe(false);
    failing = null;
    work();
    value(await data.first(db, input));
    expect(work()).toEqual(ORDERS);
  });
});

describe('an entity that fails', () => {
  const said: VersionedSource = {
    name: 'survey',
    entity: 'feedback',
    mapping: { occurred_at: 'day', nps: 'score' },
    columns: ['day', 'score'].map((name) => ({ name, type: 'VARCHAR' })),
    version: '1',
  };
  const all = [...both, said];

  test('leaves the others standing, with customers who are made of it', async () => {
    failing = 'clean.events AS';
    const made = value(await prepare(notebook, { sources: all }));
    expect([...made.failed].map(([entity, fault]) => [entity, fault.code])).toEqual([
      ['events', 'sql-error'],
      ['customers', 'sql-error'],
    ]);
    expect(made.mapped).toContain('feedback.nps');
    expect(made.mapped).not.toContain('events.action');
  });

  test('takes no customers along where it names none, and is tried again', async () => {
    failing = 'clean.feedback AS';
    expect([...value(await prepare(notebook, { sources: all })).failed.keys()]).toEqual(['feedback']);
    failing = null;
    expect(value(await prepare(notebook, { sources: all })).failed.size).toBe(0);
  });

  test('is left out from the start where its rows cannot be read back', async () => {
    const lost = new Map([['events' as const, { code: 'sql-error' as const }]]);
    const made = value(await prepare(notebook, { sources: all, lost }));
    expect([...made.failed.keys()]).toEqual(['events', 'customers']);
    expect(since().statements).toBeGreaterThan(0);
  });

  test('is the whole fault where there is nothing else, and a stop stops all', async () => {
    failing = 'INTO clean.orders';
    expect(await prepare(notebook)).toMatchObject({ ok: false, fault: { code: 'sql-error' } });
    failing = null;
    broken = true;
    expect(await prepare(notebook, { sources: all })).toMatchObject({ fault: { code: 'cancelled' } });
  });
});
