import { need, Stop, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import type { ReadColumn, Reading } from '../../files/api.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import type { Conversion } from './conversions.ts';
import { finalSql } from './finish.ts';
import { inTurn, lookThrough, type StageReport } from './importer.ts';
import { codeSql } from './keys.ts';
import { stagedTable, type OwnTable, type StagedTable } from './staged.ts';
import { STAGING, type StagedColumn } from './staging.ts';
import { columnAt } from '../union.ts';
import { typesOf } from './digest.ts';
import { one, work, type StageOptions } from './work.ts';

/** Tables that another one's rows are looked up in, within an engine: `k`, each once, with the columns `v1` …, `t1` … */
const LOOKED_UP = 'looked_up';
/** Rough size of a piece on its way from one import engine to another. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** A column that a table takes from another one. */
export interface TakenColumn {
  /** As the other table calls it. */
  name: string;
  /** As it is called where it is taken to: no column there has that name. */
  as: string;
  /** What its own table's values show it to hold. */
  kind: PersonalKind | null;
}

/** How the columns of a table that is looked up in were read, in the order of those that were asked for; null for one that it has not. */
type LookupColumns = readonly (StagedColumn | null)[];

/** Rows that are looked up in, raw: from one import engine to another, and nowhere else. */
export interface LookupRows {
  pieces: Uint8Array[];
  plan: LookupColumns;
}

/** Rows that are looked up in within their own engine, in the place of that number; `filled` is how, for a script. */
export interface KeptRows {
  place: number;
  plan: LookupColumns;
  filled: string[];
}

/** What a table takes from another by a key that both have, or from several that are one under the other. */
export interface Taking<Part extends LookupRows | KeptRows = LookupRows | KeptRows> {
  /** Column of the table that takes. */
  key: string;
  columns: readonly TakenColumn[];
  /** Of two that have a key, the later one holds. */
  parts: readonly Part[];
}

/** What became of a table that took columns. */
export interface Completed extends Pick<StageReport, 'rows' | 'profile' | 'estimated'> {
  /** Values of taken columns that could not be read, among the table's rows. */
  conversions: Conversion[];
  /** Of each table that was looked up in: rows that were found there, in order. */
  found: number[];
  /** The columns that were taken, as they are read, of each table that was looked up in. */
  columns: ReadColumn[][];
}

/** How a table is read, and what is known of it, with the columns that it took. */
export const completed = (
  reading: Reading,
  report: StageReport,
  made: Completed,
): { reading: Reading; report: StageReport } => ({
  reading: { ...reading, columns: [...reading.columns, ...made.columns.flat()] },
  report: {
    ...report,
    profile: made.profile,
    estimated: made.estimated,
    conversions: [...report.conversions, ...made.conversions],
  },
});

const planOf = (engine: Engine): StagedTable => {
  const staged = stagedTable(engine);
  if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
  return staged;
};

const placeOf = ({ plan }: Pick<StagedTable, 'plan'>, name: string): number => {
  const place = columnAt(
    plan.map(({ column }) => column),
    name,
  );
  if (place < 0) throw new Stop({ code: 'import-failed', detail: 'no such column' });
  return place;
};

/** A staged table as one to look up in: SQL of its key and some of its columns, with how those were read. */
async function lookupSql(
  engine: Engine,
  key: string,
  columns: readonly string[],
  options: StageOptions,
): Promise<{ select: string; plan: LookupColumns }> {
  const staged = planOf(engine);
  const types = await typesOf(engine, options);
  const at = placeOf(staged, key);
  const names = staged.plan.map(({ column }) => column);
  const places = columns.map((name) => columnAt(names, name));
  const outputs = places.flatMap((place, i) => {
    if (place < 0) return [];
    const value = `${finalSql(`c${place + 1}`, types[place]!)} AS v${i + 1}`;
    return staged.plan[place]!.direct ? [value] : [value, `f${place + 1} AS t${i + 1}`];
  });
  const code = codeSql(`c${at + 1}`, types[at]!);
  return {
    select: `SELECT ${[`${code} AS k`, ...outputs].join(', ')} FROM ${STAGING} WHERE ${code} IS NOT NULL`,
    plan: places.map((place) => staged.plan[place] ?? null),
  };
}

/** The rows of a staged table for another engine to look up in. */
export function lookupRows(
  engine: Engine,
  key: string,
  columns: readonly string[],
  options: StageOptions = {},
): Promise<Result<LookupRows>> {
  return work(async () => {
    const { select, plan } = await lookupSql(engine, key, columns, options);
    const pieces: Uint8Array[] = [];
    need(await engine.toPieces(select, PIECE_BYTES, (bytes: Uint8Array) => void pieces.push(bytes), options));
    return { pieces, plan };
  });
}

/** As `lookupRows`, for the same engine to look up in. */
export function keepLookup(
  engine: Engine,
  key: string,
  columns: readonly string[],
  place: number,
  options: StageOptions = {},
): Promise<Result<KeptRows>> {
  return work(async () => {
    const { select, plan } = await lookupSql(engine, key, columns, options);
    const sql = `CREATE OR REPLACE TABLE ${keptAt(place)} AS ${select}`;
    need(await engine.run(sql, options));
    return { place, plan, filled: [...planOf(engine).filled, sql] };
  });
}

/** A table that is looked up in as it is joined, and the statements and the columns by which it is made. */
interface JoinedTable {
  table: string;
  made: string[];
  plan: StagedColumn[];
  /** All tables that it was made with. */
  tables: string[];
}

const keptAt = (place: number): string => `${LOOKED_UP}_kept_${place}`;

/** Brings rows from other engines into this one, and puts several under each other: of a key, the last one's. */
async function joined(
  engine: Engine,
  taking: Taking,
  at: number,
  options: StageOptions,
): Promise<JoinedTable> {
  const tables: string[] = [];
  for (const [i, part] of taking.parts.entries()) {
    const table = 'place' in part ? keptAt(part.place) : `${LOOKED_UP}_${at}_${i}`;
    tables.push(table);
    if ('place' in part) continue;
    need(await engine.run(`DROP TABLE IF EXISTS ${table}`, options));
    for (const [n, piece] of part.pieces.entries()) {
      if (options.signal?.aborted) throw new Stop({ code: 'cancelled' });
      need(await engine.insertIpc(table, piece, n === 0));
    }
  }
  const plan = taking.columns.map((_, i) =>
    underEachOther(taking.parts.flatMap(({ plan }) => plan[i] ?? [])),
  );
  if (tables.length === 1) return { table: tables[0]!, made: [], plan, tables };
  const table = `${LOOKED_UP}_${at}`;
  const all = tables.map((one, i) => `SELECT *, ${i} AS p FROM ${one}`).join(' UNION ALL BY NAME ');
  const made = [
    `CREATE OR REPLACE TABLE ${table} AS SELECT * EXCLUDE (p) FROM (${all}) QUALIFY rank() OVER (PARTITION BY k ORDER BY p DESC) = 1`,
  ];
  need(await engine.run(made, options));
  return { table, made, plan, tables: [...tables, table] };
}

/** How a column is read that several tables have: as what all of them can be. */
function underEachOther(plans: readonly StagedColumn[]): StagedColumn {
  const [first] = plans as [StagedColumn];
  const types = new Set(plans.map(({ column }) => column.type));
  const type =
    types.size === 1
      ? first.column.type
      : [...types].every((one) => one === 'integer' || one === 'number')
        ? 'number'
        : [...types].every((one) => one === 'date' || one === 'timestamp')
          ? 'timestamp'
          : 'text';
  return { column: { ...first.column, type }, direct: plans.every(({ direct }) => direct) };
}

/**
 * A staged table with the columns that it takes from others, by the same keys as an analyst's lookup: each row once
 * and in its place, with nothing where no other row has its key. Called again it begins from the table's own columns;
 * with no `takings` those are left. Rows come from other engines, or lie in this one (`keepLookup`).
 * Faults: `cancelled`, `sql-error`, `import-failed`.
 */
export function complete(
  engine: Engine,
  takings: readonly Taking[],
  options: StageOptions = {},
): Promise<Result<Completed>> {
  return inTurn(engine, async () => {
    const staged = planOf(engine);
    const own: OwnTable = staged.own ?? staged;
    const tables: JoinedTable[] = [];
    try {
      for (const [i, taking] of takings.entries()) tables.push(await joined(engine, taking, i, options));
      const { sql, plan } = await joinSql(engine, own, takings, tables, options);
      const { n } = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${STAGING}`, options);
      const found = await foundRows(engine, own, takings, tables, options);
      // A key that stands twice would make two rows of one: then nothing is changed.
      if (found.some(({ rows }) => rows !== n))
        throw new Stop({ code: 'import-failed', detail: 'a key that stands twice' });
      need(await engine.run(sql, options));
      // What is still being counted is of the table as it was.
      staged.look.abort();
      const kinds = new Map(takings.flatMap(({ columns }) => columns.map(({ as, kind }) => [as, kind])));
      const columns = plan.map(({ column }) => column);
      const drops = dropping(tables);
      const kept = takings.flatMap(({ parts }) =>
        parts.flatMap((part) => ('filled' in part ? part.filled : [])),
      );
      const made = tables.flatMap((table) => table.made);
      const filled = [...kept, ...own.filled, ...made];
      const looked = await lookThrough(
        engine,
        {
          columns,
          plan,
          filled: takings.length > 0 ? [...filled, sql, ...drops] : own.filled,
          own: { columns: own.columns, plan: own.plan, filled: own.filled },
        },
        n,
        { ...options, kinds },
        staged.copies,
      );
      const conversions = await unread(engine, own.plan.length, plan, options);
      let at = own.plan.length;
      const read = takings.map((taking) => columns.slice(at, (at += taking.columns.length)));
      return { rows: n, ...looked, conversions, found: found.map((one) => one.found), columns: read };
    } finally {
      await engine.run(dropping(tables));
    }
  });
}

const dropping = (joined: readonly JoinedTable[]): string[] =>
  joined.flatMap(({ tables }) => tables.map((table) => `DROP TABLE IF EXISTS ${table}`));

const joinOf = (
  own: OwnTable,
  types: readonly string[],
  taking: Taking,
  { table }: JoinedTable,
  i: number,
): string => {
  const at = placeOf(own, taking.key);
  return `LEFT JOIN ${table} AS l${i} ON l${i}.k = ${codeSql(`s.c${at + 1}`, types[at]!)}`;
};

/** Rows stay in their order: what numbers them, and what tells copies, goes by it. */
async function joinSql(
  engine: Engine,
  own: OwnTable,
  takings: readonly Taking[],
  tables: readonly JoinedTable[],
  options: StageOptions,
): Promise<{ sql: string; plan: StagedColumn[] }> {
  const types = await typesOf(engine, options);
  const kept = own.plan.flatMap(({ direct }, i) =>
    direct ? [`s.c${i + 1}`] : [`s.c${i + 1}`, `s.f${i + 1}`],
  );
  let n = own.plan.length;
  const plan = [...own.plan];
  const taken = takings.flatMap((taking, i) =>
    taking.columns.flatMap(({ as }, j) => {
      const { column, direct } = tables[i]!.plan[j]!;
      const { clock: _, carried: __, parts: ___, ...read } = column;
      plan.push({ column: { ...read, name: as, original: as }, direct });
      n += 1;
      const value = `l${i}.v${j + 1} AS c${n}`;
      return direct ? [value] : [value, `l${i}.t${j + 1} AS f${n}`];
    }),
  );
  const joins = takings.map((taking, i) => joinOf(own, types, taking, tables[i]!, i)).join(' ');
  const sql = `CREATE OR REPLACE TABLE ${STAGING} AS SELECT ${[...kept, ...taken].join(', ')} FROM ${STAGING} AS s ${joins} ORDER BY s.rowid`;
  return { sql, plan };
}

async function foundRows(
  engine: Engine,
  own: OwnTable,
  takings: readonly Taking[],
  tables: readonly JoinedTable[],
  options: StageOptions,
): Promise<{ rows: number; found: number }[]> {
  const types = await typesOf(engine, options);
  const found: { rows: number; found: number }[] = [];
  for (const [i, taking] of takings.entries()) {
    const sql = `SELECT count(*) AS rows, count(l${i}.k) AS found FROM ${STAGING} AS s ${joinOf(own, types, taking, tables[i]!, i)}`;
    found.push(await one<{ rows: number; found: number }>(engine, sql, options));
  }
  return found;
}

/** Counts the values of taken columns that could not be read; where they stand is told of their own file. */
async function unread(
  engine: Engine,
  from: number,
  plan: readonly StagedColumn[],
  options: StageOptions,
): Promise<Conversion[]> {
  const converted = plan.flatMap(({ column, direct }, i) =>
    i < from || direct ? [] : [{ column: column.name, f: `f${i + 1}` }],
  );
  if (converted.length === 0) return [];
  const counts = await one<Record<string, number>>(
    engine,
    `SELECT ${converted.map(({ f }) => `count(${f}) AS ${f}`).join(', ')} FROM ${STAGING}`,
    options,
  );
  return converted.flatMap(({ column, f }) =>
    counts[f]! > 0 ? [{ column, failed: counts[f]!, examples: [] }] : [],
  );
}
