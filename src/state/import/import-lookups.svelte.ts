import type { ExpectedLookup, ExpectedSource } from '../../entity/source.ts';
import type { ColumnType, TextReading } from '../../files/api.ts';
import { columnsOf } from '../../import/meaning/meaning.ts';
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
  type LookupStep,
  type LookupTable,
} from '../../import/meaning/lookups.ts';
import { completed, type KeyCount } from '../../import/stage/lookup.ts';
import { newSecret } from '../../privacy/policy.ts';
import { attempt, fail, need, ok, type Result } from '../../result.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { TakenFrom } from './item-state.ts';
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
    for (const { table, columns } of item.own?.taken ?? []) {
      const taken = columns.find(({ as }) => asked.includes(as));
      const from = taken && this.#files.items.find((other) => other.table === table);
      if (!from) continue;
      const own = <T>(all: Record<string, T>) =>
        Object.hasOwn(all, taken.as) ? { [taken.name]: all[taken.as]! } : {};
      return this.reread(from, {}, own(types), own(formats));
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
        step.takes.map((take) => ({ ...take, item: held[take.from]!.item })),
        overtaken,
      );
    }
  }

  /** Has a file take columns in place of those that it has taken. */
  async #take(
    item: ImportItem,
    takes: readonly (LookupStep['takes'][number] & { item: ImportItem })[],
    overtaken: () => boolean,
  ): Promise<void> {
    const { own, table } = item;
    if (!own || !table || isTaken(own.taken, takes)) return;
    item.lookup.fault = null;
    const done = await attempt(async () => {
      const takings = [];
      const taken: Omit<TakenFrom, 'found'>[] = [];
      for (const { item: from, key, other, columns } of takes) {
        const held = from.table;
        if (!held) return fail('cancelled');
        const rows = need(
          await held.lookup(
            other,
            columns.map(({ name }) => name),
          ),
        );
        const kinds = columns.map((column) => ({ ...column, kind: from.personal[column.name] ?? null }));
        takings.push({ key, columns: kinds, plan: rows.plan, rows });
        const name = from.reading?.name ?? from.name;
        const said = (column: string) => from.saidOf(column);
        taken.push({ file: from.name, name, table: held, key, other, columns, said });
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

/** Whether these very columns have been taken, of rows that are the same still. */
const isTaken = (
  taken: readonly TakenFrom[],
  takes: readonly (LookupStep['takes'][number] & { item: ImportItem })[],
): boolean =>
  taken.length === takes.length &&
  takes.every(({ item, key, other, columns }, i) => {
    const one = taken[i]!;
    return (
      one.table === item.table &&
      one.key === key &&
      one.other === other &&
      JSON.stringify(one.columns) === JSON.stringify(columns)
    );
  });

/** The tables of files as these have them. */
const tablesOf = (items: readonly ImportItem[]): LookupTable[] =>
  items.flatMap(({ own }) =>
    own ? [{ name: own.reading.name, columns: columnsOf(own.report.profile, own.report.rows) }] : [],
  );

/** What is to be taken, by what the tables hold; those that were to stay as they are take nothing. */
async function planOf(held: readonly Held[], overtaken: () => boolean): Promise<Result<LookupPlan>> {
  const tables = tablesOf(held.map(({ item }) => item));
  if (!worthLooking(tables)) return ok(NO_LOOKUPS);
  const secret = newSecret();
  const counts = new Map<string, KeyCount>();
  const count = async (table: number, column: string) => {
    const id = `${table} ${column}`;
    if (!counts.has(id)) counts.set(id, need(await held[table]!.table.counts([column]))[0]!);
    return counts.get(id)!;
  };
  const pairs: KeyPair[] = [];
  for (const pair of keyPairs(tables)) {
    if (overtaken()) return fail('cancelled');
    const { to, from, key, other } = pair;
    const values = await count(from, other);
    if (values.different !== values.filled) continue;
    const digests = need(await held[from]!.table.keys([other], secret));
    const [match] = need(await held[to]!.table.match([key], [other], digests, secret));
    if (match && isLookup(match, values)) pairs.push(pair);
  }
  const repeated = new Set<number>();
  for (const [place, table] of tables.entries()) {
    const person = personOf(table);
    if (person === null || !pairs.some(({ from }) => from === place)) continue;
    const { filled, different } = await count(place, person);
    if (different < filled) repeated.add(place);
  }
  const plan = planLookups(tables, pairs, (table) => repeated.has(table));
  const steps = plan.steps.filter(({ to }) => !held[to]!.item.lookup.declined);
  return ok(steps.length === plan.steps.length ? plan : withoutDeclined(plan, steps));
}

/** Whom nobody takes from any more serves nobody, and names its customers as before. */
function withoutDeclined(plan: LookupPlan, steps: LookupStep[]): LookupPlan {
  const from = new Set(steps.flatMap(({ takes }) => takes.map((take) => take.from)));
  return {
    steps,
    serving: plan.serving.filter((place) => from.has(place)),
    persons: plan.persons.filter(({ table }) => from.has(table)),
  };
}
