import { besideSales, type BesideSales } from '../import/meaning/beside-sales.ts';
import type { ExpectedLookup } from '../entity/source.ts';
import type { Reading } from '../files/api.ts';
import { toldFile } from '../files/made.ts';
import { columnsOf, personalOf } from '../import/meaning/meaning.ts';
import { completedBy, customerIn, NO_LOOKUPS, personOf, type LookupPlan } from '../import/meaning/lookups.ts';
import type { LookupTable } from '../import/meaning/lookup-tables.ts';
import { strictest, type PersonalKind, type PrivacyPolicy } from '../privacy/kinds.ts';
import { keysAsked, lookupPlan, worthLooking, type KeyPlace } from '../import/meaning/lookup-groups.ts';
import { columnKey, fileNames, sameColumn, unionName } from '../import/union.ts';
import type { ColumnProfile } from '../import/stage/profile.ts';
import { exactProfile } from '../import/stage/importer.ts';
import { complete, completed, keepLookup, type KeptRows } from '../import/stage/lookup.ts';
import { shelve, unshelve, type Shelved } from '../import/stage/shelved.ts';
import { countKeys, keepKeys, meetKept, type KeyCount } from '../import/stage/lookup-keys.ts';
import { attempt, need, ok, type Result } from '../result.ts';
import { stageTable, type FoundTable, type ImportPlace, type StagedTable } from './load.ts';

/** What the tables of a run take from each other. */
export interface TableLookups {
  tables: readonly FoundTable[];
  plan: LookupPlan;
  /** Tables that would count as sales beside sales. */
  beside: readonly BesideSales[];
  /** Tables that were read to find that out and stand aside, so that no file is read again. */
  read: Map<FoundTable, { staged: StagedTable; aside: Shelved }>;
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

/** Plans what tables take from each other: where by their first rows some may, each is read for it, and not again. */
export function lookupsOf(place: ImportPlace, tables: readonly FoundTable[]): Promise<Result<TableLookups>> {
  return attempt(async () => {
    const glances = tables.map(glanced);
    const beside = besideSales(glances);
    const read: TableLookups['read'] = new Map();
    if (!worthLooking(glances)) return ok({ tables, plan: NO_LOOKUPS, beside, read });
    const asked = keysAsked(glances);
    const looked: LookupTable[] = [];
    const counts = new Map<string, KeyCount>();
    const kept: string[] = [];
    const nameOf = ({ table, column }: KeyPlace) => `${table} ${column}`;
    for (const [i, table] of tables.entries()) {
      const staged = need(await stageTable(place, table));
      const { report } = staged;
      const profile = report.estimated ? need(await exactProfile(place.engine)) : report.profile;
      looked.push({ name: table.reading.name, columns: columnsOf(profile, report.rows) });
      const person = personOf(looked[i]!);
      const keys = asked.flatMap((key) => (key.table === i ? key.column : []));
      for (const column of new Set([...keys, ...(person === null ? [] : [person])])) {
        const [count] = need(await countKeys(place.engine, [column]));
        need(await keepKeys(place.engine, column, kept.length));
        kept.push(nameOf({ table: i, column }));
        counts.set(nameOf({ table: i, column }), count!);
      }
      read.set(table, { staged, aside: need(await shelve(place.engine, i)) });
    }
    const keptOf = (places: readonly KeyPlace[]) => places.map((one) => kept.indexOf(nameOf(one)));
    const plan = await lookupPlan(looked, {
      count: async (key) => counts.get(nameOf(key)) ?? null,
      meet: async (own, others) => need(await meetKept(place.engine, keptOf(own), keptOf(others))),
    });
    return ok({ tables, plan, beside, read });
  }, 'import-failed');
}

/** Brings a table into staging: from where it stands aside, else from its file. */
async function bringIn(place: ImportPlace, table: FoundTable, { read }: TableLookups): Promise<StagedTable> {
  const known = read.get(table);
  if (!known) return need(await stageTable(place, table));
  read.delete(table);
  need(await unshelve(place.engine, known.aside));
  return known.staged;
}

/** The names of the tables that one only completes; empty where it is a source of its own. */
export const servedBy = ({ tables, plan }: TableLookups, table: FoundTable): string[] =>
  completedBy(plan, tables.indexOf(table)).map((to) => tables[to]!.reading.name);

/** What a table is, if no sales, and whose sales it would add to. */
export const noSaleOf = ({ tables, beside }: TableLookups, table: FoundTable): BesideSales | undefined =>
  beside.find((one) => tables[one.table] === table);

/** The column that names a table's customers, where another table has shown it. */
export const customerBy = ({ tables, plan }: TableLookups, table: FoundTable): string | null =>
  customerIn(plan, tables.indexOf(table));

/**
 * How columns that a table takes are at least to be treated: as is said (`saidOf`) of those that they are, in their own
 * file.
 */
export function leastOf(
  lookups: TableLookups,
  table: FoundTable,
  saidOf: (table: FoundTable) => Readonly<Record<string, PrivacyPolicy>>,
): Record<string, PrivacyPolicy> {
  const { tables, plan } = lookups;
  const takes = plan.steps.find(({ to }) => tables[to] === table)?.takes ?? [];
  return Object.fromEntries(
    takes.flatMap(({ from, columns }) => {
      const said = from.map((i) => {
        const other = tables[i]!;
        return { ...leastOf(lookups, other, saidOf), ...saidOf(other) };
      });
      return columns.flatMap(({ name, as }) => {
        const policy = strictest(said.map((policies) => policyIn(policies, name)));
        return policy === null ? [] : [[as, policy]];
      });
    }),
  );
}

/** What is said of a column, however its name is spelt. */
const policyIn = (policies: Readonly<Record<string, PrivacyPolicy>>, name: string): PrivacyPolicy | null =>
  Object.entries(policies).find(([column]) => sameColumn(column, name))?.[1] ?? null;

interface StagedWith extends StagedTable {
  /** As it came from its own file. */
  own: StagedTable;
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
      const parts: KeptRows[] = [];
      const names = columns.map(({ name }) => name);
      const kinds = new Map<string, PersonalKind>();
      for (const one of from) {
        const staged = need(await stageWith(place, tables[one]!, lookups, used));
        const { report } = staged;
        const profile = report.estimated ? need(await exactProfile(engine)) : report.profile;
        for (const [name, kind] of Object.entries(personalOf(profile as ColumnProfile[])))
          if (kind !== null) kinds.set(columnKey(name), kind);
        parts.push(need(await keepLookup(engine, other, names, used.places++)));
        // It may complete another one, too, or be a source of its own.
        const aside = need(await shelve(engine, one));
        lookups.read.set(tables[one]!, { staged: staged.own, aside });
        inPlace &&= staged.inPlace;
      }
      const personal = columns.map((column) => ({
        ...column,
        kind: kinds.get(columnKey(column.name)) ?? null,
      }));
      takings.push({ key, columns: personal, parts });
    }
    const staged = await bringIn(place, table, lookups);
    if (!step) return ok({ ...staged, own: staged, reading: table.reading, taken: [] });
    const made = need(await complete(engine, takings));
    return ok({
      own: staged,
      inPlace: inPlace && staged.inPlace,
      ...completed(table.reading, staged.report, made),
      taken: step.takes.map(({ from, key, other, columns }, i): TakenByRun => ({
        from: unionName(from.map((one) => tables[one]!.reading.name)),
        file: fileNames(from.map((one) => toldFile(tables[one]!.file.name, tables[one]!.reading))),
        ...{ key, other, columns },
        found: made.found[i]!,
        missing: made.rows - made.found[i]!,
      })),
    });
  }, 'import-failed');
}
