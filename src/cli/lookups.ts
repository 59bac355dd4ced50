import type { ExpectedLookup } from '../entity/source.ts';
import type { Reading } from '../files/api.ts';
import { columnsOf, personalOf } from '../import/meaning/meaning.ts';
import {
  completedBy,
  customerIn,
  isLookup,
  keyPairs,
  NO_LOOKUPS,
  personOf,
  planLookups,
  worthLooking,
  type KeyPair,
  type LookupPlan,
  type LookupTable,
} from '../import/meaning/lookups.ts';
import type { PrivacyPolicy } from '../privacy/kinds.ts';
import type { ColumnProfile } from '../import/stage/profile.ts';
import { exactProfile } from '../import/stage/importer.ts';
import {
  complete,
  completed,
  countKeys,
  keepLookup,
  keepKeys,
  sharedKeys,
  type KeyCount,
} from '../import/stage/lookup.ts';
import { attempt, need, ok, type Result } from '../result.ts';
import { stageTable, type FoundTable, type ImportPlace, type StagedTable } from './load.ts';

/** What the tables of a run take from each other. */
export interface TableLookups {
  tables: readonly FoundTable[];
  plan: LookupPlan;
}

/** What became of a table that took columns of others. */
export interface TakenByRun extends ExpectedLookup {
  /** The other file's name, with rows that were found there and that were not. */
  file: string;
  found: number;
  missing: number;
}

/** Values that a key is taken to have where only some rows were looked at. */
const ENOUGH = 5;

/** A table by its first rows, so that nothing need be read where none lacks what another has. */
function glanced({ reading }: FoundTable): LookupTable {
  const rows = reading.preview.length;
  const columns = reading.columns.map(({ name, type }, i) => {
    const values = reading.preview.flatMap((row) => row[i] ?? []);
    const different = new Set(values).size;
    const distinct = values.length > 0 ? Math.max(different, ENOUGH) : 0;
    return { name, type, examples: [...new Set(values)], filled: values.length, distinct, rows };
  });
  return { name: reading.name, columns };
}

/** Plans what tables take from each other: each is staged once for it, where by their first rows some may. */
export function lookupsOf(place: ImportPlace, tables: readonly FoundTable[]): Promise<Result<TableLookups>> {
  return attempt(async () => {
    const glances = tables.map(glanced);
    if (tables.length < 2 || !worthLooking(glances)) return ok({ tables, plan: NO_LOOKUPS });
    const named = keyPairs(glances);
    const looked: LookupTable[] = [];
    const counts = new Map<string, KeyCount>();
    const kept: string[] = [];
    const nameOf = (table: number, column: string) => `${table} ${column}`;
    for (const [i, table] of tables.entries()) {
      const { report } = need(await stageTable(place, table));
      const profile = report.estimated ? need(await exactProfile(place.engine)) : report.profile;
      looked.push({ name: table.reading.name, columns: columnsOf(profile, report.rows) });
      const person = personOf(looked[i]!);
      const keys = named.flatMap((pair) => (pair.to === i ? pair.key : pair.from === i ? pair.other : []));
      for (const column of new Set([...keys, ...(person === null ? [] : [person])])) {
        const [count] = need(await countKeys(place.engine, [column]));
        need(await keepKeys(place.engine, column, kept.length));
        kept.push(nameOf(i, column));
        counts.set(nameOf(i, column), count!);
      }
    }
    const pairs: KeyPair[] = [];
    for (const pair of keyPairs(looked)) {
      const [own, other] = [nameOf(pair.to, pair.key), nameOf(pair.from, pair.other)];
      const [mine, theirs] = [counts.get(own), counts.get(other)];
      if (!mine || !theirs) continue;
      const both = need(await sharedKeys(place.engine, kept.indexOf(own), kept.indexOf(other)));
      const match = {
        column: pair.key,
        other: pair.other,
        own: mine.different,
        others: theirs.different,
        both,
      };
      if (isLookup(match, theirs)) pairs.push(pair);
    }
    const plan = planLookups(looked, pairs, (table, column) => {
      const count = counts.get(nameOf(table, column));
      return count !== undefined && count.different < count.filled;
    });
    return ok({ tables, plan });
  }, 'import-failed');
}

/** The names of the tables that one only completes; empty where it is a source of its own. */
export const servedBy = ({ tables, plan }: TableLookups, table: FoundTable): string[] =>
  completedBy(plan, tables.indexOf(table)).map((to) => tables[to]!.reading.name);

/** The column that names a table's customers, where another table has shown it. */
export const customerBy = ({ tables, plan }: TableLookups, table: FoundTable): string | null =>
  customerIn(plan, tables.indexOf(table));

/**
 * How columns that a table takes are at least to be treated: as is said (`saidOf`) of those that they are, in their own
 * file.
 */
export function leastOf(
  { tables, plan }: TableLookups,
  table: FoundTable,
  saidOf: (table: FoundTable) => Readonly<Record<string, PrivacyPolicy>>,
): Record<string, PrivacyPolicy> {
  const takes = plan.steps.find(({ to }) => tables[to] === table)?.takes ?? [];
  return Object.fromEntries(
    takes.flatMap(({ from, columns }) => {
      const other = tables[from]!;
      const said = { ...leastOf({ tables, plan }, other, saidOf), ...saidOf(other) };
      return columns.flatMap(({ name, as }) => (Object.hasOwn(said, name) ? [[as, said[name]!]] : []));
    }),
  );
}

interface StagedWith extends StagedTable {
  /** With the columns that it took. */
  reading: Reading;
  taken: TakenByRun[];
}

/** Brings a table into staging with the columns that it takes from others, which are staged before it. */
export async function stageWith(
  place: ImportPlace,
  table: FoundTable,
  lookups: TableLookups,
  used = { places: 0 },
): Promise<Result<StagedWith>> {
  return attempt(async () => {
    const { tables, plan } = lookups;
    const { engine } = place;
    const step = plan.steps.find(({ to }) => tables[to] === table);
    const takings = [];
    let inPlace = true;
    for (const { from, key, other, columns } of step?.takes ?? []) {
      const staged = need(await stageWith(place, tables[from]!, lookups, used));
      const { report } = staged;
      const profile = report.estimated ? need(await exactProfile(engine)) : report.profile;
      const personal = personalOf(profile as ColumnProfile[]);
      const at = used.places++;
      const names = columns.map(({ name }) => name);
      const kept = need(await keepLookup(engine, other, names, at));
      const kinds = columns.map((column) => ({ ...column, kind: personal[column.name] ?? null }));
      inPlace &&= staged.inPlace;
      takings.push({ key, columns: kinds, ...kept, place: at });
    }
    const staged = need(await stageTable(place, table));
    if (!step) return ok({ ...staged, reading: table.reading, taken: [] });
    const made = need(await complete(engine, takings));
    return ok({
      inPlace: inPlace && staged.inPlace,
      ...completed(table.reading, staged.report, made),
      taken: step.takes.map(({ from, key, other, columns }, i): TakenByRun => ({
        from: tables[from]!.reading.name,
        file: tables[from]!.file.name,
        ...{ key, other, columns },
        found: made.found[i]!,
        missing: made.rows - made.found[i]!,
      })),
    });
  }, 'import-failed');
}
