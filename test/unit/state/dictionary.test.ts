import { expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { VersionedSource } from '../../../src/run/data.ts';
import { fail, ok, type Result } from '../../../src/result.ts';
import { Dictionary, inOrder } from '../../../src/state/dictionary.svelte.ts';
import type { Engines, NotebookEngine } from '../../../src/state/engines.ts';
import { FakeEngines } from './support.ts';
import { soon } from '../support/soon.ts';

const source = (name: string, version = '1'): VersionedSource => ({
  name,
  entity: 'orders',
  mapping: { customer: 'id' },
  columns: [{ name: 'id', type: 'VARCHAR' }],
  version,
});

const rowsOf = (value: string): Rows => ({
  fields: [{ name: 'source', type: 'text', sqlType: 'VARCHAR' }],
  count: 1,
  data: [[value]],
});

/** An engine that answers each query as `answer` says, by the source that it names. */
function engineOf(answer: (sql: string) => Promise<Result<Rows>> | Result<Rows>) {
  const asked: string[] = [];
  const engine = {
    run: async (sql: string) => {
      asked.push(sql);
      return answer(sql);
    },
  };
  const engines = { notebook: async () => ok(engine as unknown as NotebookEngine) } as Pick<
    Engines,
    'notebook'
  >;
  return { engines, asked };
}

const open = [
  { name: 'a', ledger: { read: 3, rejected: 0, rejects: [], conversions: [], bytes: 1 }, personal: {} },
];
const named = (sql: string) => (sql.includes('"b"') ? 'b' : 'a');

test('sources stand in the order of the notebook', () => {
  const shelf = { mapped: () => [source('b'), source('a')] };
  const expected = ['a', 'b'].map((name) => ({ ...defaultSource, name, entity: 'orders' as const }));
  expect(inOrder(shelf, expected).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('each source is profiled once as it is, and again when its table or meaning is another', async () => {
  const { engines, asked } = engineOf((sql) => ok(rowsOf(named(sql))));
  const dictionary = new Dictionary(engines);
  await dictionary.profile([source('a')], open);
  const once = asked.length;
  await dictionary.profile([source('a')], open);
  expect(asked.length).toBe(once);
  await dictionary.profile([source('a', '2')], open);
  expect(asked.length).toBe(2 * once);
  await dictionary.profile([{ ...source('a', '2'), mapping: {} }], open);
  expect(asked.length).toBeGreaterThan(2 * once);
  expect(dictionary.rows.map((row) => row.source)).toEqual(['a']);
});

test('a source that cannot be read takes nothing from the others', async () => {
  const { engines } = engineOf((sql) => (named(sql) === 'b' ? fail('sql-error') : ok(rowsOf('a'))));
  const dictionary = new Dictionary(engines);
  await dictionary.profile([source('b'), source('a')], open);
  expect(dictionary.rows.map((row) => row.source)).toEqual(['a']);
});

test('a later profile overtakes an earlier one, whose answer is dropped', async () => {
  let release = (): void => {};
  const held = new Promise<void>((go) => (release = go));
  const { engines } = engineOf(async (sql) => {
    if (named(sql) === 'b') await held;
    return ok(rowsOf(named(sql)));
  });
  const dictionary = new Dictionary(engines);
  const early = dictionary.profile([source('b')], open);
  await dictionary.profile([source('a')], open);
  release();
  await early;
  expect(dictionary.rows.map((row) => row.source)).toEqual(['a']);
});

test('without an engine there is nothing to show', async () => {
  const dictionary = new Dictionary({ notebook: async () => fail('engine-missing') });
  await dictionary.profile([source('a')], open);
  expect([dictionary.rows, dictionary.matches]).toEqual([[], []]);
});

test('whoever wants the engine meanwhile gets it; what was not profiled is when it is asked for again', async () => {
  const engines = new FakeEngines();
  engines.engine.answer(/^\s*WITH facts/, ok(rowsOf('a')));
  const held = engines.engine.hold(/^\s*WITH facts/);
  const dictionary = new Dictionary(engines);
  const first = dictionary.profile([source('a')], open);
  await held.reached;
  dictionary.stop();
  await first;
  expect(dictionary.rows).toEqual([]);
  held.release();
  engines.engine.log = [];
  await dictionary.profile([source('a')], open);
  expect(dictionary.rows.map((row) => row.source)).toEqual(['a']);
  const once = engines.engine.log.length;
  dictionary.stop();
  await dictionary.profile([source('a')], open);
  expect(engines.engine.log.length, 'what is profiled stays so').toBe(once);
});

test('asked for again while the one that made way is still answered, what that one lacks is not shown', async () => {
  const answers: ((result: Result<Rows>) => void)[] = [];
  const { engines } = engineOf(() => new Promise((resolve) => answers.push(resolve)));
  const dictionary = new Dictionary(engines);
  const asked = () => soon(() => expect(answers).not.toEqual([]));
  const first = dictionary.profile([source('a')], open);
  await asked();
  dictionary.stop();
  const [old] = answers.splice(0);
  const second = dictionary.profile([source('a')], open);
  await asked();
  answers.shift()!(ok(rowsOf('a')));
  await second;
  expect(dictionary.rows).toHaveLength(1);
  old!(fail('cancelled'));
  await first;
  expect(dictionary.rows).toHaveLength(1);
});
