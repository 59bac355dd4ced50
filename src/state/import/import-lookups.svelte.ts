import { besideSales } from '../../import/meaning/beside-sales.ts';
import type { ExpectedLookup, ExpectedSource } from '../../entity/source.ts';
import type { ColumnType, TextReading } from '../../files/api.ts';
import { saysItsName } from '../../files/made.ts';
import { columnsOf } from '../../import/meaning/meaning.ts';
import {
  completedBy,
  customerIn,
  NO_LOOKUPS,
  type LookupPlan,
  type LookupStep,
  type LookupTake,
} from '../../import/meaning/lookups.ts';
import type { LookupTable } from '../../import/meaning/lookup-tables.ts';
import { lookupPlan, worthLooking, type KeyPlace } from '../../import/meaning/lookup-groups.ts';
import type { StageReport } from '../../import/stage/importer.ts';
import { completed, type LookupRows } from '../../import/stage/lookup.ts';
import type { KeyCount } from '../../import/stage/lookup-keys.ts';
import { fileNames, unionName } from '../../import/union.ts';
import { strictest } from '../../privacy/kinds.ts';
import { newSecret } from '../../privacy/policy.ts';
import { attempt, fail, need, ok, Stop, type Result } from '../../result.ts';
import type { ImportItem } from './import-item.svelte.ts';
import { toldAs, type TakenFrom } from './item-state.ts';
import type { RawTable } from './tools.ts';

/** The files that are looked at. */
export interface LookupFiles {
  readonly items: readonly ImportItem[];
  readonly reading: boolean;
  reread(
    item: ImportItem,
    hints: Partial<TextReading>,
    types?: Record<string, ColumnType>,
    formats?: Record<string, string>,
  ): Promise<void>;
}

/** A file with its rows as they were when it was looked at. */
interface Held {
  item: ImportItem;
  table: RawTable;
}

/**
 * Completes files of an import by columns of others, as far as they can be analysed by that alone. Looked for anew
 * whenever a file has come, has gone or is read otherwise; a later look overtakes an earlier one.
 */
export class ImportLookups {
  #busy = $state(false);
  #turn = 0;
  #running = 0;
  #last: Promise<void> = Promise.resolve();
  readonly #files: LookupFiles;
  readonly #expected: readonly ExpectedSource[];
  readonly #mean: (item: ImportItem) => void;

  /** `expected` says what a notebook knows of its sources, `mean` says anew what a file means that has other columns, and how its rows stand to others'. */
  constructor(files: LookupFiles, expected: readonly ExpectedSource[], mean: (item: ImportItem) => void) {
    this.#files = files;
    this.#expected = expected;
    this.#mean = mean;
  }

  /** Whether files may still take columns, so that nothing can be confirmed. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Leaves a file as it is, or has it completed again. */
  decline(item: ImportItem, declined: boolean): void {
    item.lookup.declined = declined;
    void this.look();
  }

  /** What the notebook has of the file's source from other files, none of which completes it. */
  lackingOf({ known, own, lookup }: ImportItem): readonly ExpectedLookup[] {
    if (this.#busy || this.#files.reading || !own || own.taken.length > 0 || lookup.declined) return [];
    return this.#expected.find(({ name }) => name === known)?.lookups ?? [];
  }

  /** Reads a file again with corrected settings; of a column that it has from another file, that one. */
  reread(
    item: ImportItem,
    hints: Partial<TextReading>,
    types: Record<string, ColumnType> = {},
    formats: Record<string, string> = {},
  ): void {
    const asked = [...Object.keys(types), ...Object.keys(formats)];
    for (const { tables, columns } of item.own?.taken ?? []) {
      const taken = columns.find(({ as }) => asked.includes(as));
      if (!taken) continue;
      const own = <T>(all: Record<string, T>, name: string) =>
        Object.hasOwn(all, taken.as) ? { [name]: all[taken.as]! } : {};
      for (const from of this.#files.items.filter(({ table }) => table && tables.includes(table))) {
        const name = from.columnLike(taken.name);
        if (name !== null) this.reread(from, {}, own(types, name), own(formats, name));
      }
      return;
    }
    void this.#files.reread(item, hints, types, formats);
  }

  /** Nothing is looked for any more. */
  stop(): void {
    this.#turn += 1;
  }

  look(): Promise<void> {
    const turn = ++this.#turn;
    const overtaken = () => turn !== this.#turn;
    this.#lookBeside();
    // What is still being read is looked at when it is there; most files lack nothing that another has.
    if (this.#running === 0 && (this.#files.reading || !this.#isWorth())) {
      this.#busy = false;
      return this.#last;
    }
    this.#busy = true;
    this.#running += 1;
    // One after the other: they would change the same tables.
    const run = this.#last.then(async () => {
      if (!overtaken() && !this.#files.reading) await this.#run(overtaken);
      this.#running -= 1;
      if (!overtaken()) this.#busy = false;
    });
    this.#last = run;
    return run;
  }

  /** Leaves out what would count as sales beside sales, and takes it in again when those have gone. */
  #lookBeside(): void {
    const read = this.#files.items.filter(({ own, standing }) => own !== null && standing.is !== 'same');
    const standing = this.#expected.flatMap(({ entity, name }) => (entity === 'orders' ? [name] : []));
    const found = besideSales(tablesOf(read), standing);
    for (const [place, item] of read.entries()) {
      const one = found.find(({ table }) => table === place);
      // Files are called by their own names on the page.
      const fileOf = (name: string) => read.find(({ own }) => own?.reading.name === name)?.name ?? name;
      const noSale = one ? { is: one.is, sales: one.sales.map(fileOf) } : null;
      const before = item.lookup.noSale;
      item.lookup.noSale = noSale;
      if (before?.is !== noSale?.is) this.#mean(item);
    }
  }

  /** Whether a file lacks what another could have, or has taken it. */
  #isWorth(): boolean {
    const { items } = this.#files;
    const touched = ({ own, lookup }: ImportItem) =>
      lookup.serves || lookup.customer !== null || (own?.taken.length ?? 0) > 0;
    return items.some(touched) || worthLooking(tablesOf(items));
  }

  async #run(overtaken: () => boolean): Promise<void> {
    const held = this.#files.items.flatMap((item): Held[] =>
      item.table && item.standing.is !== 'same' ? [{ item, table: item.table }] : [],
    );
    const planned = await attempt(() => planOf(held, overtaken), 'import-failed');
    if (overtaken()) return;
    const plan = planned.ok ? planned.value : NO_LOOKUPS;
    for (const [place, { item }] of held.entries()) {
      const customer = customerIn(plan, place);
      const completes = completedBy(plan, place).map((to) => held[to]!.item.name);
      const otherwise =
        item.lookup.customer !== customer || item.lookup.completes.join() !== completes.join();
      item.lookup.customer = customer;
      item.lookup.completes = completes;
      if (otherwise) this.#mean(item);
      const takes = plan.steps.some(({ to }) => to === place);
      if (!takes && item.own?.taken.length) await this.#take(item, [], overtaken);
    }
    for (const step of plan.steps) {
      if (overtaken()) return;
      const { item } = held[step.to]!;
      await this.#take(
        item,
        step.takes.map((take) => ({ ...take, items: take.from.map((from) => held[from]!.item) })),
        overtaken,
      );
    }
  }

  /** Has a file take columns in place of those that it has taken. */
  async #take(item: ImportItem, takes: readonly TakeOfItems[], overtaken: () => boolean): Promise<void> {
    const { own, table } = item;
    if (!own || !table || isTaken(own.taken, takes)) return;
    item.lookup.fault = null;
    const done = await attempt(async () => {
      const takings = [];
      const taken: Omit<TakenFrom, 'found'>[] = [];
      for (const { items, key, other, columns } of takes) {
        const parts: LookupRows[] = [];
        const tables: RawTable[] = [];
        for (const from of items) {
          const held = from.table;
          if (!held) return fail('cancelled');
          const names = columns.map(({ name }) => name);
          parts.push(need(await held.lookup(other, names)));
          tables.push(held);
        }
        const own = <T>(name: string, of: (item: ImportItem, column: string) => T): T[] =>
          items.flatMap((from) => {
            const column = from.columnLike(name);
            return column === null ? [] : [of(from, column)];
          });
        const kinds = columns.map((column) => ({
          ...column,
          kind: own(column.name, ({ personal }, name) => personal[name]).find((kind) => kind) ?? null,
        }));
        takings.push({ key, columns: kinds, parts });
        taken.push({
          file: fileNames(
            items.map((from) => (saysItsName(from.reading?.columns ?? []) ? toldAs(from) : from.name)),
          ),
          name: unionName(items.map(({ reading, name }) => reading?.name ?? name)),
          ...{ tables, key, other, columns },
          said: (column) => strictest(own(column, (from, name) => from.saidOf(name))),
        });
      }
      if (overtaken()) return fail('cancelled');
      return ok({ ...need(await table.complete(takings)), taken });
    }, 'import-failed');
    if (!done.ok) {
      // A file that has gone, or is read anew, is looked for again.
      if (!overtaken() && item.table === table) item.lookup.fault = done.fault;
      return;
    }
    const { taken, ...made } = done.value;
    item.complete({
      of: table,
      table: made.table,
      ...completed(own.reading, own.report, made),
      taken: taken.map((one, i) => ({ ...one, found: made.found[i]! })),
    });
    if (item.table !== made.table) return;
    this.#mean(item);
    void item.refine();
  }
}

/** What is to be taken, and of which files. */
interface TakeOfItems extends LookupTake {
  items: readonly ImportItem[];
}

/** Whether these very columns have been taken, of rows that are the same still. */
const isTaken = (taken: readonly TakenFrom[], takes: readonly TakeOfItems[]): boolean =>
  taken.length === takes.length &&
  takes.every(({ items, key, other, columns }, i) => {
    const one = taken[i]!;
    return (
      one.tables.length === items.length &&
      one.tables.every((table, at) => table === items[at]!.table) &&
      one.key === key &&
      one.other === other &&
      JSON.stringify(one.columns) === JSON.stringify(columns)
    );
  });

/** The tables of files as these have them. */
const tablesOf = (items: readonly ImportItem[]): LookupTable[] =>
  items.flatMap(({ own }) => (own ? [{ name: own.reading.name, columns: columnsIn(own.report) }] : []));

/** The same columns for the same report: what is found out about them is kept by them. */
function columnsIn(report: StageReport): LookupTable['columns'] {
  const held = seen.get(report) ?? columnsOf(report.profile, report.rows);
  seen.set(report, held);
  return held;
}

const seen = new WeakMap<StageReport, LookupTable['columns']>();

/** What is to be taken, by what the tables hold; those that were to stay as they are take nothing. */
async function planOf(held: readonly Held[], overtaken: () => boolean): Promise<Result<LookupPlan>> {
  const tables = tablesOf(held.map(({ item }) => item));
  if (!worthLooking(tables)) return ok(NO_LOOKUPS);
  const secret = newSecret();
  const counts = new Map<string, KeyCount>();
  const digests = new Map<string, Uint8Array>();
  const known = async <T>(cache: Map<string, T>, { table, column }: KeyPlace, ask: () => Promise<T>) => {
    const id = `${table} ${column}`;
    if (overtaken()) throw new Stop({ code: 'cancelled' });
    if (!cache.has(id)) cache.set(id, await ask());
    return cache.get(id)!;
  };
  const tableAt = ({ table }: KeyPlace) => held[table]!.table;
  const digestsOf = (place: KeyPlace) =>
    known(digests, place, async () => need(await tableAt(place).keys([place.column], secret)));
  const plan = await lookupPlan(tables, {
    count: (place) => known(counts, place, async () => need(await tableAt(place).counts([place.column]))[0]!),
    meet: async (own, others) => {
      const parts: Uint8Array[] = [];
      for (const place of others) parts.push(await digestsOf(place));
      const all = { own: 0, others: 0, both: 0, listed: 0 };
      for (const place of own) {
        const met = need(await tableAt(place).meet(place.column, parts, secret));
        all.own += met.own;
        all.both += met.both;
        // Of the others all lists say the same, as far as they are looked at.
        if (met.listed >= all.listed) Object.assign(all, { others: met.others, listed: met.listed });
      }
      return all;
    },
  });
  const steps = plan.steps.filter(({ to }) => !held[to]!.item.lookup.declined);
  return ok(steps.length === plan.steps.length ? plan : withoutDeclined(plan, steps));
}

/** Whom nobody takes from any more serves nobody, and names its customers as before. */
function withoutDeclined(plan: LookupPlan, steps: LookupStep[]): LookupPlan {
  const from = new Set(steps.flatMap(({ takes }) => takes.flatMap((take) => take.from)));
  return {
    steps,
    serving: plan.serving.filter((place) => from.has(place)),
    persons: plan.persons.filter(({ table }) => from.has(table)),
    named: plan.named,
  };
}
