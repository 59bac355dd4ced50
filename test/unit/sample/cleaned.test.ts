import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { asOfSql } from '../../../src/entity/scope.ts';
import { unpackPieces } from '../../../src/import/packed-rows.ts';
import { need } from '../../../src/result.ts';
import { cleanSteps, type KnownSteps, type VersionedSource } from '../../../src/run/data-steps.ts';
import { ImportSession } from '../../../src/state/import/import-session.svelte.ts';
import type { ImportedTable } from '../../../src/state/import/imported.ts';
import type { ImportTools } from '../../../src/state/import/tools.ts';
import { SourceShelf } from '../../../src/state/sources.svelte.ts';
import { some } from '../../tools/breadth.ts';
import { openSources, readSteps, SINCE, sourcesOf, stepsOf, tablesIn } from '../../tools/sample/cleaned.ts';
import { readKnownSample, rowsPath, SAMPLE_FILES, SAMPLE_LANGS } from '../../tools/sample/known.ts';
import { modulePieces } from '../../tools/sample/rows-file.ts';

/** A day on which the sample may be opened: the rows are those of any such day. */
const LATER = '2031-03-05';

const known = readKnownSample();

/** Each table of cleaning: its columns with their types, and a digest of its rows in their order. */
async function tablesOf(engine: Engine): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {};
  for (const table of [...(await tablesIn(engine))].sort()) {
    const columns = need(
      await engine.rows<{ name: string; type: string }>(
        `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`,
      ),
    );
    const [rows] = need(
      await engine.rows(
        `SELECT count(*)::VARCHAR AS n, sum(hash(t) * place)::VARCHAR AS digest
         FROM (SELECT t, row_number() OVER (ORDER BY rowid)::HUGEINT AS place FROM ${table} t)`,
      ),
    );
    tables[table] = { columns, rows };
  }
  return tables;
}

/** The other language differs in labels, and in how few of them are read. */
test.each(some(SAMPLE_LANGS, 2))(
  'what comes with the page of cleaning (%s) is what the engine makes: else `npm run sample`',
  { tags: ['whole'] },
  async (lang) => {
    const { engine, sources } = await openSources(known, lang);
    const made = stepsOf(sources, LATER);
    const given = stepsOf(sources, LATER, readSteps(lang));
    // What is run on it cannot tell one from the other.
    expect(given.map(({ version }) => version)).toEqual(made.map(({ version }) => version));
    for (const step of made) need(await engine.run(step.statements));
    const really = await tablesOf(engine);
    for (const step of given) need(await engine.run(step.statements));
    expect(await tablesOf(engine)).toEqual(really);
    const notebook = { goal: {} as never, cleaning: [] };
    const { extent } = cleanSteps({ notebook, sources, restored: [], today: LATER, known: readSteps(lang) });
    expect(need(await engine.rows(asOfSql(['orders'])))).toEqual([extent]);
    engine.terminate();
  },
);

describe.each(SAMPLE_LANGS)('cleaning of the sample (%s)', (lang) => {
  const sources = sourcesOf(known, lang);
  const steps: KnownSteps = readSteps(lang);

  test('the sources are those that the page makes of the sample', async () => {
    const tools = {} as ImportTools;
    const session = new ImportSession({ tools, key: async () => '' });
    const rowsOf = (name: string) => modulePieces(readFileSync(rowsPath(name, lang)));
    session.addSample(
      SAMPLE_FILES.map((name) => ({
        ...{ name, known: known[`${name}?${lang}`]! },
        treated: () => unpackPieces(rowsOf(name).treated),
        hidden: () => unpackPieces(rowsOf(name).hidden),
      })),
    );
    const shelf = new SourceShelf(null, 'n');
    const tables: ImportedTable[] = [];
    const take = (name: string, pieces: AsyncIterable<Uint8Array>) => shelf.receive(null, name, pieces);
    need(await session.confirm('', take, (table) => void (shelf.adopt(table), tables.push(table))));
    expect(shelf.mapped(tables.map(({ expected }) => expected))).toEqual(sources);
  });

  const plain = { notebook: { goal: {} as never, cleaning: [] }, sources, restored: [], today: LATER };
  const texts = (settings: Parameters<typeof cleanSteps>[0], by?: KnownSteps) => {
    const { orders, rest, account } = cleanSteps({ ...settings, known: by });
    return new Map([...orders, ...rest, account].map(({ key, statements }) => [key, statements.join('\n')]));
  };
  const ran = (input: Partial<Parameters<typeof cleanSteps>[0]>) => {
    const whole = { ...plain, ...input };
    const [made, shipped] = [texts(whole), texts(whole, steps)];
    return [...made.keys()].filter((key) => key !== 'frame' && shipped.get(key) === made.get(key));
  };

  test('a rule that is set otherwise runs, and what follows from it', () => {
    expect(ran({})).toEqual([]);
    const cleaning = [{ rule: 'orders.non_positive_price', action: 'keep' as const, params: {} }];
    expect(ran({ notebook: { goal: {} as never, cleaning } })).toEqual(['orders', 'customers', 'account']);
  });

  test('other rows, other columns, a row taken back and a day before the last of the rows run all of it', () => {
    const every = ['orders', 'events', 'feedback', 'customers', 'account'];
    const other = (entity: string, change: Partial<VersionedSource>) =>
      sources.map((source) => (source.entity === entity ? { ...source, ...change } : source));
    expect(ran({ sources: other('feedback', { version: 'x' }) })).toEqual([
      'feedback',
      'customers',
      'account',
    ]);
    const { team: _, ...mapping } = sources.find(({ entity }) => entity === 'events')!.mapping;
    expect(ran({ sources: other('events', { mapping }) })).toEqual(['events', 'customers', 'account']);
    expect(ran({ restored: [{ source: 'orders', row: 1 }] })).toEqual(every);
    expect(ran({ today: '2026-06-30' })).toEqual(every);
    expect(cleanSteps({ ...plain, today: '2026-06-30', known: steps }).extent).toBeNull();
    expect(
      cleanSteps({ ...plain, sources: other('orders', { version: 'x' }), known: steps }).extent,
    ).toBeNull();
    expect(cleanSteps({ ...plain, known: steps }).extent).toMatchObject({ as_of: SINCE });
    expect(ran({ today: SINCE })).toEqual([]);
  });
});
