import { beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../../src/result.ts';
import { actionsByBehaviour } from '../../../src/state/behaviours.ts';
import { dataValues } from '../../../src/state/data-values.ts';
import { notebookScript } from '../../../src/state/notebook-script.ts';
import { NotebookSession } from '../../../src/state/session.svelte.ts';
import { value } from '../cli/support.ts';
import { FakeEngines, notebookOf, rowsOf } from './support.ts';

let engines: FakeEngines;
beforeEach(() => (engines = new FakeEngines()));

describe('the notebook as a script', () => {
  const notebook = notebookOf({ a: 'SELECT 1 AS n FROM orders', broken: 'SELECT 2 AS n FROM orders' });

  test('has what ran, by the day’s scope before anything has', async () => {
    engines.engine.answer(/^CREATE OR REPLACE TABLE "broken"/, fail('sql-error'));
    const session = new NotebookSession(engines, null, 'n', notebook, true);
    expect(value(await notebookScript(session, '2024-03-01'))).toContain('as of 2024-03-01');
    session.start();
    await session.runs.idle();
    const script = value(await notebookScript(session));
    expect(script).toContain('CREATE OR REPLACE TABLE "a" AS');
    expect(script).not.toContain('"broken"');
    session.close();
  });

  test('without an engine says so', async () => {
    const session = new NotebookSession(engines, null, 'n', notebook, true);
    engines.fault = { code: 'engine-missing' };
    expect(await notebookScript(session)).toEqual(fail('engine-missing'));
  });
});

describe('literals of a notebook that stand in the data', () => {
  const notebook = notebookOf({ a: `SELECT * FROM orders WHERE customer = 'Ann''s' OR city = 'Rome'` });
  const source = { name: 'sh"op', entity: 'orders' as const, mapping: { customer: 'id' }, columns: [] };

  test('are asked for in identifying columns only, quoted', async () => {
    engines.engine.answer(/^WITH asked/, ok(rowsOf("Ann's")));
    expect(await dataValues(engines.engine, notebook, [source])).toEqual({
      values: new Set(["Ann's"]),
      raw: [],
      treated: ['sh"op'],
      unlooked: [],
    });
    expect(engines.engine.log).toHaveLength(1);
    expect(engines.engine.log[0]).toContain(`FROM source."sh""op"`);
    expect(engines.engine.log[0]).toMatch(/string_split\(e'[^']*x1fAnn''s\\x1f/);
  });

  test('are not said to be none where the data could not be asked', async () => {
    engines.engine.answer(/^WITH asked/, fail('sql-error'));
    expect(await dataValues(engines.engine, notebook, [source])).toEqual({
      values: new Set(),
      raw: [],
      treated: [],
      unlooked: ['sh"op'],
    });
  });

  test('nothing is asked where no column identifies anybody', async () => {
    const look = await dataValues(engines.engine, notebook, [{ ...source, mapping: { region: 'r' } }]);
    expect(look.values).toEqual(new Set());
    expect(engines.engine.log).toEqual([]);
  });
});

describe('actions by what they are taken for', () => {
  test('in the order in which the engine gives them', async () => {
    engines.engine.answer(
      /^SELECT .* AS behaviour/s,
      ok({
        ...rowsOf(),
        data: [
          ['buy', 'browse', 'buy'],
          ['checkout', 'view', 'pay'],
        ],
      }),
    );
    expect(await actionsByBehaviour(engines)).toEqual(
      new Map([
        ['buy', ['checkout', 'pay']],
        ['browse', ['view']],
      ]),
    );
  });

  test('none where the engine or the events are missing', async () => {
    engines.engine.answer(/AS behaviour/, fail('sql-error'));
    expect((await actionsByBehaviour(engines)).size).toBe(0);
    engines.fault = { code: 'engine-missing' };
    expect((await actionsByBehaviour(engines)).size).toBe(0);
  });
});
