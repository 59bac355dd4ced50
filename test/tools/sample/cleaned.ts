import { readFileSync } from 'node:fs';
import type { Engine } from '../../../src/engine/client.ts';
import { castSql } from '../../../src/entity/cast.ts';
import { ENTITIES, ENTITY_NAMES } from '../../../src/entity/catalogue.ts';
import { asOfSql, type DataExtent } from '../../../src/entity/scope.ts';
import { mappedColumn, mappedSource } from '../../../src/entity/source.ts';
import type { KnownFile } from '../../../src/import/known-file.ts';
import { unpackPieces } from '../../../src/import/packed-rows.ts';
import { need } from '../../../src/result.ts';
import {
  cleanSteps,
  type DataStep,
  type KnownSteps,
  type VersionedSource,
} from '../../../src/run/data-steps.ts';
import { versionOf } from '../../../src/run/version.ts';
import { quoteName, quoteText } from '../../../src/sql/quote.ts';
import { openEngine } from '../../unit/engine/support.ts';
import { rowsPath, SAMPLE_FILES } from './known.ts';
import { modulePieces } from './rows-file.ts';
import type { SampleLang } from './speak.ts';

/** The day of the run that the sample is cleaned in: all of its rows are older. */
export const SINCE = '2026-07-01';

/** Where what cleaning makes of the sample is kept in one language. */
export const stepsPath = (lang: SampleLang): URL => new URL(`./steps/${lang}.steps`, import.meta.url);

export const readSteps = (lang: SampleLang): KnownSteps =>
  JSON.parse(readFileSync(stepsPath(lang), 'utf8')) as KnownSteps;

/** The sample's sources as they are once the page has opened it. */
export function sourcesOf(known: Readonly<Record<string, KnownFile>>, lang: SampleLang): VersionedSource[] {
  return SAMPLE_FILES.map((file) => {
    const { reading, meaning, columns } = known[`${file}?${lang}`]!;
    const { mapping, attributes, privacy } = meaning;
    const own = columns.filter(({ name }) => name !== '_row' && name !== '_copy');
    const made = own.map(({ sqlType, ...column }) => ({ ...column, type: sqlType }));
    const meant = { name: reading.name, entity: meaning.entity!, mapping, attributes, privacy };
    const digests = piecesOf(file, lang).map(({ digest }) => digest);
    return { ...mappedSource(meant, made), version: versionOf(digests) };
  });
}

const piecesOf = (file: string, lang: SampleLang) => modulePieces(readFileSync(rowsPath(file, lang))).treated;

/** An engine with the sample's rows as the page puts them in, and the sources of these. */
export async function openSources(
  known: Readonly<Record<string, KnownFile>>,
  lang: SampleLang,
): Promise<{ engine: Engine; sources: VersionedSource[] }> {
  const [engine, sources] = [await openEngine(), sourcesOf(known, lang)];
  need(await engine.run('CREATE SCHEMA IF NOT EXISTS source'));
  for (const [i, { name }] of sources.entries()) {
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of unpackPieces(piecesOf(SAMPLE_FILES[i]!, lang))) pieces.push(bytes);
    need(await engine.replaceTable(name, pieces, { schema: 'source' }));
  }
  return { engine, sources };
}

/** All steps of cleaning over sources with nothing changed by hand, in running order. */
export function stepsOf(sources: readonly VersionedSource[], today = SINCE, known?: KnownSteps): DataStep[] {
  const notebook = { goal: {} as never, cleaning: [] };
  const { orders, rest, account } = cleanSteps({ notebook, sources, restored: [], today, known });
  return [...orders, ...rest, account];
}

/** What each step of cleaning comes to, as statements that put it in. Stops where one does not come to the same. */
export async function cleanedAhead(
  known: Readonly<Record<string, KnownFile>>,
  lang: SampleLang,
): Promise<KnownSteps> {
  const { engine, sources } = await openSources(known, lang);
  const statements: Record<string, string[]> = {};
  const extents: Record<string, DataExtent> = {};
  for (const step of stepsOf(sources)) {
    const before = await tablesIn(engine);
    need(await engine.run(step.statements));
    if (step.key === 'frame') continue;
    if (step.key === 'orders')
      extents[step.version] = need(await engine.rows<DataExtent>(asOfSql(['orders'])))[0]!;
    const own = [...(await tablesIn(engine))].filter((table) => !before.has(table));
    statements[step.version] = [
      // Views are laid as ever, and what a step changes of another's table it changes.
      ...step.statements.filter((sql) => /^(CREATE OR REPLACE VIEW|DROP VIEW) .*mapped_/.test(sql)),
      ...(await puttingIn(engine, own, sources, step)),
      ...step.statements.filter((sql) => isOfOthers(sql, own) || /^CREATE OR REPLACE VIEW all_/.test(sql)),
    ];
  }
  engine.terminate();
  return { since: SINCE, extents, statements };
}

/** Whether a statement writes to a table that is not among those a step makes. */
const isOfOthers = (sql: string, own: readonly string[]): boolean => {
  const table = /^UPDATE (clean\.\w+)/.exec(sql)?.[1];
  return table !== undefined && !own.includes(table);
};

/** Tables of cleaning that there are. */
export async function tablesIn(engine: Engine): Promise<Set<string>> {
  const rows = need(
    await engine.rows<{ name: string }>(
      "SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE schema_name IN ('clean', 'quarantine') ORDER BY table_oid",
    ),
  );
  return new Set(rows.map(({ name }) => name));
}

/** The name of the table that holds what is known of rows while they are put in. */
const GIVEN = 'clean.given';

async function puttingIn(
  engine: Engine,
  tables: readonly string[],
  sources: readonly VersionedSource[],
  { key }: DataStep,
): Promise<string[]> {
  const entity = ENTITY_NAMES.find((name) => name === key);
  const source = sources.find((one) => one.entity === entity);
  const rows = source ? [`clean.${key}`, `quarantine.${key}`] : [];
  const others = tables.filter((table) => !rows.includes(table));
  return [
    ...(source ? await rowsSql(engine, source) : []),
    ...(await Promise.all(others.map((table) => valuesSql(engine, table)))),
  ];
}

/** Says of a changed value that there is none. */
const NOTHING = '\\N';

/** The tables of an entity's rows, out of those of its source: which are where, with what marks, and what was mended. */
async function rowsSql(engine: Engine, source: VersionedSource): Promise<string[]> {
  const { entity, name: file } = source;
  const from = `source.${quoteName(file)}`;
  const [clean, aside] = [`clean.${entity}`, `quarantine.${entity}`];
  const roles = (await columnsOf(engine, clean)).filter(({ name }) => !name.startsWith('_'));
  const read = new Map(
    roles.map(({ name, type }) => {
      const column = mappedColumn(source, name);
      const role = ENTITIES[entity].roles.find((one) => one.name === name);
      if (!column || !role) throw new Error(`${entity}.${name} is made of no column`);
      // A word for yes or no is read as ever; of a text that stays one, what reading changes is written down.
      const worded = column.type === 'VARCHAR' && type !== column.type;
      return [
        name,
        { type, sql: worded ? castSql(column, role) : `CAST(s.${quoteName(column.name)} AS ${type})` },
      ];
    }),
  );
  const differing = [...read].map(
    ([name, { sql }]) =>
      `CASE WHEN t.${name} IS DISTINCT FROM ${sql} THEN coalesce(CAST(t.${name} AS VARCHAR), ${quoteText(NOTHING)}) END AS ${name}`,
  );
  const marked = async (table: string, marks: string) =>
    need(
      await engine.rows<Record<string, string | null>>(
        `SELECT CAST(s._row AS VARCHAR) AS row, ${marks}, ${differing.join(', ')}
         FROM ${table} t JOIN ${from} s ON s._row = t._row ORDER BY t.rowid`,
      ),
    );
  const kept = await marked(clean, 'NULL AS rule, t._flags, t._corrected');
  const set = await marked(aside, 't.rule, NULL AS _flags, NULL AS _corrected');
  // Rows set aside by rules of the whole file stand behind those that a rule of rows sets aside.
  let [turn, last] = [0, 0];
  const inTurn = set.map((row) => {
    if (Number(row.row) < last) turn += 1;
    last = Number(row.row);
    return { ...row, turn: String(turn) };
  });
  const changed = [...read.keys()].filter((name) => [...kept, ...set].some((row) => row[name] !== null));
  /** Rows of which the same is known. */
  const alike = new Map<string, string[]>();
  for (const row of [...kept, ...inTurn] as Record<string, string | null>[]) {
    const known = ['turn', 'rule', '_flags', '_corrected', ...changed].map((name) => row[name] ?? null);
    if (known.every((it) => it === null)) continue;
    const values = known.map((it) => (it === null ? 'NULL' : quoteText(it))).join(', ');
    alike.set(values, [...(alike.get(values) ?? []), row['row']!]);
  }
  const given = [...alike].map(([values, rows]) => `(${values}, ${quoteText(rows.join(' '))})`);
  const marks = ['turn', 'rule', '_flags', '_corrected', ...changed.map((name) => `to_${name}`)];
  /** A value as it was mended, where it was. */
  const mended = (name: string, sql: string) =>
    `CASE WHEN to_${name} IS NULL THEN ${sql} WHEN to_${name} <> ${quoteText(NOTHING)} THEN CAST(to_${name} AS ${read.get(name)!.type}) END`;
  const select = async (table: string, own: (name: string) => string) =>
    (await columnsOf(engine, table))
      .map(({ name }) => `${name === '_source' ? quoteText(file) : own(name)} AS ${name}`)
      .join(', ');
  const unmarked = await select(clean, (name) =>
    name === '_row' ? 's._row' : (read.get(name)?.sql ?? 'CAST(NULL AS VARCHAR)'),
  );
  const setAside = await select(aside, (name) => {
    const sql = read.get(name)?.sql;
    if (sql === undefined) return name === 'rule' ? name : `s.${name}`;
    return changed.includes(name) ? mended(name, sql) : sql;
  });
  const named = need(
    await engine.rows<{ customer: string; flags: string }>(
      `SELECT customer, _flags AS flags FROM ${clean} WHERE _row IS NULL ORDER BY rowid`,
    ),
  );
  return [
    `CREATE OR REPLACE TABLE ${GIVEN} AS SELECT CAST(unnest(string_split(rows, ' ')) AS BIGINT) AS row, ${marks
      .map((name) => `CAST(${name} AS VARCHAR) AS ${name}`)
      .join(', ')} FROM (VALUES ${given.join(',\n')}) v(${marks.join(', ')}, rows)`,
    // By an update the rows stay in the order of their file, which a join would not keep.
    `CREATE OR REPLACE TABLE ${clean} AS SELECT ${unmarked} FROM ${from} s ANTI JOIN (FROM ${GIVEN} WHERE rule IS NOT NULL) g ON g.row = s._row`,
    `UPDATE ${clean} t SET _flags = g._flags, _corrected = g._corrected${changed
      .map((name) => `, ${name} = ${mended(name, `t.${name}`)}`)
      .join('')} FROM ${GIVEN} g WHERE g.row = t._row AND rule IS NULL`,
    `CREATE OR REPLACE TABLE ${aside} AS SELECT ${setAside} FROM ${from} s JOIN ${GIVEN} ON row = s._row WHERE rule IS NOT NULL ORDER BY CAST(turn AS INTEGER), s._row`,
    `DROP TABLE ${GIVEN}`,
    ...(named.length > 0
      ? [
          `INSERT INTO ${clean} BY NAME SELECT unnest(string_split(${quoteText(named.map(({ customer }) => customer).join(' '))}, ' ')) AS customer, ${quoteText(named[0]!.flags)} AS _flags`,
        ]
      : []),
  ];
}

/** A small table, value by value. */
async function valuesSql(engine: Engine, table: string): Promise<string> {
  const columns = await columnsOf(engine, table);
  const texts = columns.map(({ name }) => `CAST(${quoteName(name)} AS VARCHAR) AS ${quoteName(name)}`);
  const rows = need(
    await engine.rows<Record<string, string | null>>(
      `SELECT ${texts.join(', ')} FROM ${table} ORDER BY rowid`,
    ),
  );
  if (rows.length > 500) throw new Error(`${table} is too large to be written out`);
  const casts = columns.map(({ name, type }) => `CAST(${quoteName(name)} AS ${type}) AS ${quoteName(name)}`);
  const values = (rows.length > 0 ? rows : [{}]).map(
    (row: Record<string, string | null>) =>
      `(${columns.map(({ name }) => (typeof row[name] === 'string' ? quoteText(row[name]) : 'NULL')).join(', ')})`,
  );
  return `CREATE OR REPLACE TABLE ${table} AS SELECT ${casts.join(', ')} FROM (VALUES ${values.join(',\n')}) v(${columns
    .map(({ name }) => quoteName(name))
    .join(', ')})${rows.length > 0 ? '' : ' WHERE false'}`;
}

const columnsOf = async (engine: Engine, table: string): Promise<{ name: string; type: string }[]> =>
  need(
    await engine.rows<{ name: string; type: string }>(
      `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`,
    ),
  );
