import { presentExtras } from '../entity/extra-columns.ts';
import { ledgerSql, sourceLedgerSql, type LedgerRow, type SourceLedgerRow } from '../entity/ledger.ts';
import { outsideSql, type OutsideRow } from '../entity/outside.ts';
import {
  asOfSql,
  ORDER_VIEWS,
  scopeDates,
  scopeOfOrders,
  type DataExtent,
  type Scope,
} from '../entity/scope.ts';
import { isUnique, presentRoleRefs, presentRoles } from '../entity/source.ts';
import { ENTITY_NAMES, type EntityName } from '../entity/catalogue.ts';
import { ok, type Fault, type Result } from '../result.ts';
import type { Given } from '../template/compile.ts';
import type { Rows } from '../engine/api.ts';
import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import { cleanSteps, scopeSteps, type CleanSteps, type DataInput, type DataStep } from './data-steps.ts';

export type { DataInput, VersionedSource } from './data-steps.ts';

/** What cells are planned against. */
export interface PlannedOn {
  given: Given;
  mapped: ReadonlySet<string>;
  columns: readonly string[];
  versions: ReadonlyMap<string, string>;
  /** Cell of the segment that is the goal's group; null for any other group. */
  segment: string | null;
  /** Whether each line of the orders is known to be an order of its own. */
  singleLines: boolean;
}

/** The data side of a run: what cells are planned against, and the row account. */
export interface Prepared extends PlannedOn {
  ledger: LedgerRow[];
  sourceLedger: SourceLedgerRow[];
  extent: DataExtent;
  /** Where the rows of each entity lie that has a time. */
  outside: OutsideRow[];
  /** Entities that could not be prepared, each with why; the others stand as if its files were not there. */
  failed: ReadonlyMap<EntityName, Fault>;
}

/** The data side of a run as far as it is there: what is not `ready` of what cells read is still to be made. */
export interface PreparedFirst extends PlannedOn {
  ready: ReadonlySet<string>;
}

type Accounts = Pick<Prepared, 'ledger' | 'sourceLedger' | 'extent'>;

/**
 * Keeps one database's entities in line with a notebook: role mapping, cleaning and scope, each redone
 * only for the entities whose statements or inputs changed. One object belongs to one database.
 */
export class EntityData {
  /** Version of each step as it stands in the database. */
  #done = new Map<string, string>();
  /** What was read last, and the version of the row account that it was read with. */
  #accounts: { version: string; read: Accounts } | null = null;
  #outside: { version: string; read: OutsideRow[] } | null = null;
  #last: Prepared | null = null;
  /** What `#last` was prepared from; null while it is being prepared anew. */
  #from: readonly unknown[] | null = null;
  /** The steps of cleaning as they were written last, and what from. */
  #clean: { from: readonly unknown[]; steps: CleanSteps } | null = null;

  /** Edits share structure: where every part of the input is the same object, what was prepared last stands. */
  async prepare(db: Connector, input: DataInput, signal?: AbortSignal): Promise<Result<Prepared>> {
    if (this.#last && this.#stands(input)) return ok(this.#last);
    this.#from = null;
    const prepared = await this.#prepare(db, input, signal);
    // What failed is tried again.
    if (prepared.ok && prepared.value.failed.size === 0) {
      this.#last = prepared.value;
      this.#from = partsOf(input);
    }
    return prepared;
  }

  /**
   * The orders alone: what cells that read nothing else can be run on, before the rest is prepared. Null where there
   * is nothing to win, as other entities need no cleaning, and where the goal's dates or group hang on them.
   * `prepare` goes on from there. Where it is known beforehand what it will come to, `foreseen` hears of that while
   * the engine is at it.
   */
  async first(
    db: Connector,
    input: DataInput,
    signal?: AbortSignal,
    foreseen: (first: PreparedFirst) => unknown = () => {},
  ): Promise<Result<PreparedFirst | null>> {
    const { goal } = input.notebook;
    if (this.#stands(input) || presentRoles('orders', input.sources).length === 0) return ok(null);
    if (goal.group.kind !== 'all' && goal.group.kind !== 'top') return ok(null);
    const clean = this.#cleanSteps(input);
    if ([...clean.rest, clean.account].every((step) => this.#stood(step))) return ok(null);
    this.#from = null;
    const over = (extent: DataExtent) => {
      const dates = scopeDates(goal, extent, input.today);
      const scope = scopeSteps(goal, dates, clean.versions);
      const first: PreparedFirst = {
        given: { ...dates, groupBySpend: goal.group.kind === 'top' },
        mapped: presentRoleRefs(input.sources),
        columns: presentExtras(input.sources),
        versions: scope.versions,
        segment: null,
        singleLines: areSingle(input),
        ready: new Set(['all_orders', 'all_refunds', ...ORDER_VIEWS]),
      };
      return { scope, first };
    };
    // In one go, where the days are as they are known to be: else what they are made of is laid anew.
    const ahead = clean.extent && scopeOfOrders(goal, clean.extent) ? over(clean.extent) : null;
    const steps = [...clean.orders, ...(ahead?.scope.orders ?? [])];
    const cleaning = this.#run(db, steps, signal, [asOfSql(['orders'])]);
    if (ahead) foreseen(ahead.first);
    const cleaned = await cleaning;
    if (!cleaned.ok) return cleaned;
    const extent = extentIn(cleaned.value);
    if (!scopeOfOrders(goal, extent)) return ok(null);
    const { scope, first } = over(extent);
    const scoped = await this.#run(db, scope.orders, signal);
    return scoped.ok ? ok(first) : scoped;
  }

  /** One entity that fails does not take the others down with it. */
  async #prepare(db: Connector, input: DataInput, signal?: AbortSignal): Promise<Result<Prepared>> {
    const failed = new Map(input.lost ?? []);
    for (;;) {
      const sources = input.sources.filter(({ entity }) => !failed.has(entity));
      const some = failed.size === 0 ? input : { ...input, sources };
      const made = await this.#prepareSome(db, some, signal);
      if (made.ok) return ok({ ...made.value, failed: withCustomers(failed, input) });
      if (made.fault.code === 'cancelled') return made;
      const found = await this.#failing(db, some, signal);
      if (!found || failed.has(found.entity) || sources.every(({ entity }) => entity === found.entity))
        return made;
      failed.set(found.entity, found.fault);
    }
  }

  /** The entity whose statements fail, each step run by itself; null where it is none of them. */
  async #failing(
    db: Connector,
    input: DataInput,
    signal?: AbortSignal,
  ): Promise<{ entity: EntityName; fault: Fault } | null> {
    const { orders, rest } = this.#cleanSteps(input);
    for (const step of [...orders, ...rest]) {
      const done = await this.#run(db, [step], signal);
      const entity = ENTITY_NAMES.find((name) => name === step.key);
      if (!done.ok) return entity && done.fault.code !== 'cancelled' ? { entity, fault: done.fault } : null;
    }
    return null;
  }

  async #prepareSome(
    db: Connector,
    input: DataInput,
    signal?: AbortSignal,
  ): Promise<Result<Omit<Prepared, 'failed'>>> {
    const { goal } = input.notebook;
    const clean = this.#cleanSteps(input);
    const cleaned = await this.#run(db, [...clean.orders, ...clean.rest, clean.account], signal);
    if (!cleaned.ok) return cleaned;
    const accounts = await this.#read(db, clean.account.version, signal);
    if (!accounts.ok) return accounts;
    const dates = scopeDates(goal, accounts.value.extent, input.today);
    const scope = scopeSteps(goal, dates, clean.versions);
    const scoped = await this.#run(db, [...scope.orders, ...scope.rest], signal);
    if (!scoped.ok) return scoped;
    const outside = await this.#readOutside(db, input, dates, clean.account.version, signal);
    if (!outside.ok) return outside;
    return ok({
      ...accounts.value,
      outside: outside.value,
      given: { ...dates, groupBySpend: goal.group.kind === 'top' },
      mapped: presentRoleRefs(input.sources),
      columns: presentExtras(input.sources),
      versions: scope.versions,
      segment: goal.group.kind === 'segment' ? goal.group.cell : null,
      singleLines: areSingle(input),
    });
  }

  #stands(input: DataInput): boolean {
    return this.#from !== null && sameParts(this.#from, partsOf(input));
  }

  /** Written once for the orders and for what is prepared after them, whatever becomes of the goal meanwhile. */
  #cleanSteps(input: DataInput): CleanSteps {
    const from = cleanedFrom(input);
    if (!this.#clean || !sameParts(this.#clean.from, from)) this.#clean = { from, steps: cleanSteps(input) };
    return this.#clean.steps;
  }

  #stood = ({ key, version }: DataStep): boolean => this.#done.get(key) === version;

  /**
   * Runs those steps that do not stand, in their order, and then `query`. In one go: between two of them the engine
   * would wait for a page that is drawing. Cut short, all of them are run again.
   */
  async #run(
    db: Connector,
    steps: readonly DataStep[],
    signal: AbortSignal | undefined,
    query: readonly string[] = [],
  ): Promise<Result<Rows | null>> {
    const due = steps.filter((step) => !this.#stood(step));
    for (const { key } of due) this.#done.delete(key);
    const statements = [...due.flatMap((step) => step.statements), ...query];
    if (statements.length === 0) return ok(null);
    const done = await db.run(statements, { signal });
    if (done.ok) for (const { key, version } of due) this.#done.set(key, version);
    return done;
  }

  /** The row account and the data's extent, as they are at this version of the account. */
  async #read(db: Connector, version: string, signal: AbortSignal | undefined): Promise<Result<Accounts>> {
    if (this.#accounts?.version === version) return ok(this.#accounts.read);
    this.#accounts = null;
    const ledger = await db.run(ledgerSql(), { signal });
    if (!ledger.ok) return ledger;
    const sourceLedger = await db.run(sourceLedgerSql(), { signal });
    if (!sourceLedger.ok) return sourceLedger;
    const extent = await db.run(asOfSql(), { signal });
    if (!extent.ok) return extent;
    const read = {
      ledger: rowObjects<LedgerRow>(ledger.value),
      sourceLedger: rowObjects<SourceLedgerRow>(sourceLedger.value),
      extent: extentIn(extent.value),
    };
    this.#accounts = { version, read };
    return ok(read);
  }

  /** Where the rows lie, as they are at this version of the account and with these dates. */
  async #readOutside(
    db: Connector,
    { notebook: { goal }, sources }: DataInput,
    dates: Scope,
    account: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<OutsideRow[]>> {
    const present = ENTITY_NAMES.filter((entity) => presentRoles(entity, sources).length > 0);
    const sql = outsideSql(present, goal, dates);
    const version = `${account} ${sql}`;
    if (this.#outside?.version === version) return ok(this.#outside.read);
    const rows = sql === null ? ok(null) : await db.run(sql, { signal });
    if (!rows.ok) return rows;
    const read = rows.value === null ? [] : rowObjects<OutsideRow>(rows.value);
    this.#outside = { version, read };
    return ok(read);
  }
}

const NO_DATES: DataExtent = { as_of: null, first_date: null, last_date: null };

const extentIn = (rows: Rows | null): DataExtent => (rows && rowObjects<DataExtent>(rows)[0]) ?? NO_DATES;

/** Customers are made of whoever the others name: they are not all there where one of those failed. */
function withCustomers(
  failed: ReadonlyMap<EntityName, Fault>,
  { sources }: DataInput,
): ReadonlyMap<EntityName, Fault> {
  const naming = [...failed].find(([entity]) => presentRoles(entity, sources).includes('customer'));
  return naming && !failed.has('customers') ? new Map([...failed, ['customers', naming[1]]]) : failed;
}

const areSingle = ({ sources }: DataInput): boolean => isUnique('orders', 'order_id', sources);

/** What the steps of cleaning follow from. */
const cleanedFrom = (input: DataInput): readonly unknown[] => {
  const { notebook, sources, restored, today, known } = input;
  return [notebook.cleaning, sources, restored, today, known];
};

/** Everything that preparing looks at. */
const partsOf = (input: DataInput): readonly unknown[] => {
  const { goal } = input.notebook;
  return [goal.group, goal.period, goal.asOf, goal.behaviours, ...cleanedFrom(input), input.lost];
};

const sameParts = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.every((part, i) => part === others[i]);
