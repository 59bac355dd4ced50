import type { Reading, Staged } from '../../files/api.ts';
import { fail, need, ok, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import { compactSql, WORTH_COMPACTING } from '../../engine/store.ts';
import { listConversions, type Conversion, type Reject } from './conversions.ts';
import { fractional } from './integers.ts';
import { profileColumns, type ColumnProfile, type Profiled } from './profile.ts';
import { bytesOf, stageIpc, stageRelation } from './read-arrow.ts';
import { stageFile, stageText } from './read-text.ts';
import { stageShipped } from './shipped.ts';
import {
  setStaged,
  stagedTable,
  type Copies,
  type InPlace,
  type Read,
  type Shipped,
  type StagedTable,
} from './staged.ts';
import {
  allStepsSql,
  anyCopiesSql,
  copiesSql,
  firstStepsSql,
  ordersOf,
  rawColumns,
  STAGING,
  TRIED,
  type StagedColumn,
} from './staging.ts';
import { one, work, type RecordCount, type StageOptions } from './work.ts';

export { finish } from './finish.ts';

/** Tables with more rows are reported by their first ones; the rest is looked at meanwhile. */
const SAMPLE_ABOVE = 200_000;
const SAMPLE_ROWS = 50_000;

/** What became of a file's records. */
export interface StageReport extends RecordCount {
  rejects: Reject[];
  conversions: Conversion[];
  profile: ColumnProfile[];
  /** Whether the profile is of the first rows, scaled up: until `exactProfile` has the figures of all. */
  estimated: boolean;
}

/**
 * Brings a table into an import engine, raw. Every record is either in staging or among the rejects;
 * a value that is not of its column's type becomes null and is listed. Calling it again replaces the table.
 * Faults: `cancelled`, `out-of-memory`, `sql-error`.
 */
export function stage(
  engine: Engine,
  staged: Staged | InPlace | Shipped,
  reading: Reading,
  options: StageOptions = {},
): Promise<Result<StageReport>> {
  return inTurn(engine, async () => {
    const bytes = 'blob' in staged ? staged.blob.size : 'chunks' in staged ? bytesOf(staged.chunks) : 0;
    const { plan, rejects, rejected, linesOf, filled } = await read(engine, staged, reading, options);
    const rows = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${STAGING}`, options);
    options.onCounted?.({ rows: rows.n, rejected });
    const conversions = await listConversions(engine, plan, linesOf, options);
    const looked = await lookThrough(engine, { columns: reading.columns, plan, filled }, rows.n, {
      ...options,
      compact: bytes > WORTH_COMPACTING,
      kinds: new Map(
        reading.columns.flatMap(({ name, personal }) => (personal ? [[name, personal] as const] : [])),
      ),
    });
    options.onProgress?.({ bytes, totalBytes: bytes, rows: rows.n });
    return { rows: rows.n, rejected, rejects, conversions, ...looked };
  });
}

/** What is known of columns before their values are looked at: what those show to hold elsewhere. */
interface LookOptions extends StageOptions {
  /** Whether so much stands in staging that it is compressed. */
  compact?: boolean;
  kinds?: ReadonlyMap<string, PersonalKind | null>;
}

/**
 * Takes the figures of what stands in staging, of its first rows where there are many, and remembers it. `copies` are
 * known where its rows are those of a table before it.
 */
export async function lookThrough(
  engine: Engine,
  table: Pick<StagedTable, 'columns' | 'plan' | 'filled' | 'own'>,
  rows: number,
  options: LookOptions,
  copies: Promise<Result<Copies>> | null = null,
): Promise<Pick<StageReport, 'profile' | 'estimated'>> {
  const { plan } = table;
  const known = options.profile;
  const sampled = !known && rows > SAMPLE_ABOVE;
  const shown = async (profiled: Promise<Result<Profiled>>): Promise<Result<Profiled>> => {
    const found = await profiled;
    if (!found.ok || !options.kinds) return found;
    const profile = found.value.profile.map((p) => {
      const kind = options.kinds?.get(p.name) ?? null;
      return kind === null ? p : { ...p, kind };
    });
    return ok({ ...found.value, profile });
  };
  const first = known
    ? Promise.resolve(
        ok({ profile: [...known], types: known.map((p) => p.sqlType), values: [], trimmed: null }),
      )
    : shown(profileColumns(engine, plan, rows, options, sampled ? SAMPLE_ROWS : null));
  const { profile, types, values } = need(await first);
  const broken = sampled ? await fractional(engine, plan, options) : new Set<string>();
  // Nobody waits for it but what is asked for from here on. It cannot be stopped: an abort would take its engine for stuck.
  if (options.compact) void engine.run(compactSql);
  const look = new AbortController();
  setStaged(engine, {
    ...table,
    types: types.map((type, i) => (broken.has(`c${i + 1}`) ? 'DOUBLE' : type)),
    exact: sampled
      ? shown(profileColumns(engine, plan, rows, { ...options, signal: look.signal }, null, values))
      : first,
    look,
    copies: copies ?? numberCopies(engine, plan, rows, options),
  });
  return { profile, estimated: sampled };
}

/** The last staging asked of each engine: it has one staging table, so the next one waits. */
const turns = new WeakMap<Engine, Promise<unknown>>();

export function inTurn<T>(engine: Engine, run: () => Promise<T>): Promise<Result<T>> {
  const turn = (turns.get(engine) ?? Promise.resolve()).then(() => work(run));
  turns.set(engine, turn);
  return turn;
}

/** The figures of all rows: those of a big table's report are of its first rows until this is there. */
export async function exactProfile(engine: Engine): Promise<Result<ColumnProfile[]>> {
  const profiled = await stagedTable(engine)?.exact;
  if (!profiled) return fail('import-failed', { detail: 'nothing staged' });
  return profiled.ok ? ok(profiled.value.profile) : profiled;
}

/** Fills the table of copies when any two rows are alike; says whether there are any. */
function numberCopies(
  engine: Engine,
  plan: StagedColumn[],
  rows: number,
  options: StageOptions,
): Promise<Result<Copies>> {
  const raw = rawColumns(plan);
  return work(async () => {
    const ordered = rows > TRIED ? await orderedBy(engine, plan, options) : null;
    if (ordered !== null) return { some: false, ordered };
    const { some } = await one<{ some: boolean }>(engine, anyCopiesSql(raw), options);
    if (some) need(await engine.run(copiesSql(raw), options));
    return { some, ordered };
  });
}

/** A column that only ascends or only descends: in many rows that is quicker to see than whether any are alike. */
async function orderedBy(
  engine: Engine,
  plan: StagedColumn[],
  options: StageOptions,
): Promise<string | null> {
  const orders = ordersOf(plan);
  const first = await one<Record<string, number>>(engine, firstStepsSql(orders), options);
  const found = orders.find((_, i) => first['n']! > 1 && first[`o${i}`] === first['n']! - 1);
  if (!found) return null;
  const all = await one<Record<string, number>>(engine, allStepsSql(found), options);
  return all['o0'] === all['n']! - 1 ? found.column : null;
}

function read(
  engine: Engine,
  staged: Staged | InPlace | Shipped,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  switch (staged.form) {
    case 'text':
      return stageText(engine, staged, reading, options);
    case 'ipc':
      return stageIpc(engine, staged.chunks, reading, options);
    case 'file':
      return stageFile(engine, staged, reading, options);
    case 'shipped':
      return stageShipped(engine, staged, reading, options);
    case 'relation':
      return stageRelation(engine, staged.from, reading, options);
  }
}
