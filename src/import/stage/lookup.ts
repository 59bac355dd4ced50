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
import { typesOf } from './digest.ts';
import { one, work, type StageOptions } from './work.ts';

/** A table that another one's rows are looked up in, within an engine: `k`, each once, with the columns `v1` …, `t1` … */
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

/** Rows that are looked up in, raw: from one import engine to another, and nowhere else. */
export interface LookupRows {
  pieces: Uint8Array[];
  /** The columns as they were read, in the order of those that were asked for. */
  plan: StagedColumn[];
}

/** What a table takes from another by a key that both have. */
export interface Taking {
  /** Column of the table that takes. */
  key: string;
  columns: readonly TakenColumn[];
  plan: readonly StagedColumn[];
  /** Where the rows lie within the engine; else as they are counted. */
  place?: number;
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

/** How many rows have a value in a column, and how many different ones: exact, as keys are compared. */
export interface KeyCount {
  filled: number;
  different: number;
}

const planOf = (engine: Engine): StagedTable => {
  const staged = stagedTable(engine);
  if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
  return staged;
};

const placeOf = ({ plan }: Pick<StagedTable, 'plan'>, name: string): number => {
  const place = plan.findIndex(({ column }) => column.name === name);
  if (place < 0) throw new Stop({ code: 'import-failed', detail: 'no such column' });
  return place;
};

/** Counts the values of some columns. A key that is to be looked up in has as many different ones as rows with one. */
export function countKeys(
  engine: Engine,
  columns: readonly string[],
  options: StageOptions = {},
): Promise<Result<KeyCount[]>> {
  return work(async () => {
    const staged = planOf(engine);
    const types = await typesOf(engine, options);
    const found: KeyCount[] = [];
    for (const name of columns) {
      const place = placeOf(staged, name);
      const code = codeSql(`c${place + 1}`, types[place]!);
      found.push(
        await one<KeyCount>(
          engine,
          `SELECT count(k) AS filled, count(DISTINCT k) AS different FROM (SELECT ${code} AS k FROM ${STAGING})`,
          options,
        ),
      );
    }
    return found;
  });
}

/** A staged table as one to look up in: SQL of its key and some of its columns, with how those were read. */
async function lookupSql(
  engine: Engine,
  key: string,
  columns: readonly string[],
  options: StageOptions,
): Promise<{ select: string; plan: StagedColumn[] }> {
  const staged = planOf(engine);
  const types = await typesOf(engine, options);
  const at = placeOf(staged, key);
  const places = columns.map((name) => placeOf(staged, name));
  const outputs = places.flatMap((place, i) => {
    const value = `${finalSql(`c${place + 1}`, types[place]!)} AS v${i + 1}`;
    return staged.plan[place]!.direct ? [value] : [value, `f${place + 1} AS t${i + 1}`];
  });
  const code = codeSql(`c${at + 1}`, types[at]!);
  return {
    select: `SELECT ${[`${code} AS k`, ...outputs].join(', ')} FROM ${STAGING} WHERE ${code} IS NOT NULL`,
    plan: places.map((place) => staged.plan[place]!),
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

/** As `lookupRows`, for the same engine to look up in, in a place of that number; `filled` is how, for a script. */
export function keepLookup(
  engine: Engine,
  key: string,
  columns: readonly string[],
  place: number,
  options: StageOptions = {},
): Promise<Result<{ plan: StagedColumn[]; filled: string[] }>> {
  return work(async () => {
    const { select, plan } = await lookupSql(engine, key, columns, options);
    const sql = `CREATE OR REPLACE TABLE ${LOOKED_UP}_${place} AS ${select}`;
    need(await engine.run(sql, options));
    return { plan, filled: [...planOf(engine).filled, sql] };
  });
}

/** The different values of a column as keys, kept in the engine until it goes: in a place of that number. */
const KEPT = 'kept_keys';

/** Keeps the different values of a column of the table in staging, for `sharedKeys`. */
export function keepKeys(
  engine: Engine,
  column: string,
  place: number,
  options: StageOptions = {},
): Promise<Result<null>> {
  return work(async () => {
    const { select } = await lookupSql(engine, column, [], options);
    need(await engine.run(`CREATE OR REPLACE TABLE ${KEPT}_${place} AS SELECT DISTINCT k FROM (${select})`));
    return null;
  });
}

/** How many values two columns have in common that were kept in these places. */
export const sharedKeys = (engine: Engine, a: number, b: number): Promise<Result<number>> =>
  work(async () => {
    const sql = `SELECT count(*) AS n FROM ${KEPT}_${a} JOIN ${KEPT}_${b} USING (k)`;
    return (await one<{ n: number }>(engine, sql, {})).n;
  });

/** Brings rows from another engine into the place of that number. */
async function takeRows(
  engine: Engine,
  { pieces }: LookupRows,
  place: number,
  options: StageOptions,
): Promise<void> {
  need(await engine.run(`DROP TABLE IF EXISTS ${LOOKED_UP}_${place}`, options));
  for (const [i, piece] of pieces.entries()) {
    if (options.signal?.aborted) throw new Stop({ code: 'cancelled' });
    need(await engine.insertIpc(`${LOOKED_UP}_${place}`, piece, i === 0));
  }
}

/**
 * A staged table with the columns that it takes from others, by the same keys as an analyst's lookup: each row once
 * and in its place, with nothing where no other row has its key. Called again it begins from the table's own columns;
 * with no `takings` those are left. `rows` come from other engines; without them they lie in this one (`keepLookup`).
 * Faults: `cancelled`, `sql-error`, `import-failed`.
 */
export function complete(
  engine: Engine,
  takings: readonly (Taking & { rows?: LookupRows; filled?: readonly string[] })[],
  options: StageOptions = {},
): Promise<Result<Completed>> {
  return inTurn(engine, async () => {
    const staged = planOf(engine);
    const own: OwnTable = staged.own ?? staged;
    for (const [i, { rows }] of takings.entries()) if (rows) await takeRows(engine, rows, i, options);
    try {
      const { sql, plan } = await joinSql(engine, own, takings, options);
      const { n } = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${STAGING}`, options);
      const found = await foundRows(engine, own, takings, options);
      // A key that stands twice would make two rows of one: then nothing is changed.
      if (found.some(({ rows }) => rows !== n))
        throw new Stop({ code: 'import-failed', detail: 'a key that stands twice' });
      need(await engine.run(sql, options));
      // What is still being counted is of the table as it was.
      staged.look.abort();
      const kinds = new Map(takings.flatMap(({ columns }) => columns.map(({ as, kind }) => [as, kind])));
      const columns = plan.map(({ column }) => column);
      const drops = takings.map((taking, i) => `DROP TABLE IF EXISTS ${tableOf(taking, i)}`);
      const filled = [...takings.flatMap((taking) => taking.filled ?? []), ...own.filled];
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
      await engine.run(takings.map((taking, i) => `DROP TABLE IF EXISTS ${tableOf(taking, i)}`));
    }
  });
}

const tableOf = ({ place }: Taking, i: number): string => `${LOOKED_UP}_${place ?? i}`;

const joinOf = (own: OwnTable, types: readonly string[], taking: Taking, i: number): string => {
  const at = placeOf(own, taking.key);
  return `LEFT JOIN ${tableOf(taking, i)} AS l${i} ON l${i}.k = ${codeSql(`s.c${at + 1}`, types[at]!)}`;
};

/** Rows stay in their order: what numbers them, and what tells copies, goes by it. */
async function joinSql(
  engine: Engine,
  own: OwnTable,
  takings: readonly Taking[],
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
      const { column, direct } = taking.plan[j]!;
      const { clock: _, carried: __, ...read } = column;
      plan.push({ column: { ...read, name: as, original: as }, direct });
      n += 1;
      const value = `l${i}.v${j + 1} AS c${n}`;
      return direct ? [value] : [value, `l${i}.t${j + 1} AS f${n}`];
    }),
  );
  const joins = takings.map((taking, i) => joinOf(own, types, taking, i)).join(' ');
  const sql = `CREATE OR REPLACE TABLE ${STAGING} AS SELECT ${[...kept, ...taken].join(', ')} FROM ${STAGING} AS s ${joins} ORDER BY s.rowid`;
  return { sql, plan };
}

async function foundRows(
  engine: Engine,
  own: OwnTable,
  takings: readonly Taking[],
  options: StageOptions,
): Promise<{ rows: number; found: number }[]> {
  const types = await typesOf(engine, options);
  const found: { rows: number; found: number }[] = [];
  for (const [i, taking] of takings.entries()) {
    const sql = `SELECT count(*) AS rows, count(l${i}.k) AS found FROM ${STAGING} AS s ${joinOf(own, types, taking, i)}`;
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
