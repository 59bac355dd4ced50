import { ENTITY_NAMES, type EntityName } from '../entity/catalogue.ts';
import { cleanStages, type RestoredRow } from '../entity/cleaning.ts';
import { EXTRA_TABLE } from '../entity/extra-columns.ts';
import { ledgerSql, sourceLedgerSql, type LedgerRow, type SourceLedgerRow } from '../entity/ledger.ts';
import { entitySql } from '../entity/map.ts';
import {
  asOfSql,
  everyoneView,
  everyoneViews,
  scopeDates,
  scopeTables,
  scopeViews,
  type DataExtent,
  type ScopeView,
} from '../entity/scope.ts';
import { presentRoleRefs, type MappedSource } from '../entity/source.ts';
import { sourcesOf } from '../entity/told.ts';
import type { Notebook } from '../notebook/document.ts';
import { ok, type Result } from '../result.ts';
import type { Given } from '../template/compile.ts';
import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import { versionOf } from './version.ts';

/** A source table that stands in the database, with a digest of its content. */
export interface VersionedSource extends MappedSource {
  version: string;
}

/** The data side of a run: what cells are planned against, and the row account. */
export interface Prepared {
  given: Given;
  mapped: ReadonlySet<string>;
  versions: ReadonlyMap<string, string>;
  ledger: LedgerRow[];
  sourceLedger: SourceLedgerRow[];
  extent: DataExtent;
  /** Cell of the segment that is the goal's group; null for any other group. */
  segment: string | null;
}

export interface DataInput {
  notebook: Pick<Notebook, 'goal' | 'cleaning'>;
  sources: readonly VersionedSource[];
  restored: readonly RestoredRow[];
  /** ISO date of the run. */
  today: string;
}

/**
 * Keeps one database's entities in line with a notebook: role mapping, cleaning and scope, each redone
 * only for the entities whose statements or inputs changed. One object belongs to one database.
 */
export class EntityData {
  #mapped = '';
  #clean = new Map<string, string>();
  #scope = new Map<string, string>();
  #last: Prepared | null = null;
  /** What `#last` was prepared from; null while it is being prepared anew. */
  #from: readonly unknown[] | null = null;

  /** Edits share structure: where every part of the input is the same object, what was prepared last stands. */
  async prepare(db: Connector, input: DataInput, signal?: AbortSignal): Promise<Result<Prepared>> {
    const from = partsOf(input);
    if (this.#last && this.#from?.every((part, i) => part === from[i])) return ok(this.#last);
    this.#from = null;
    const prepared = await this.#prepare(db, input, signal);
    if (prepared.ok) this.#from = from;
    return prepared;
  }

  async #prepare(db: Connector, input: DataInput, signal?: AbortSignal): Promise<Result<Prepared>> {
    const { notebook, sources } = input;
    const versions = new Map(sources.map((s) => [`source.${s.name.toLowerCase()}`, s.version]));
    const mapping = entitySql(sources);
    const mapped = versionOf([...mapping, ...sources.map((s) => s.version)]);
    if (mapped !== this.#mapped) {
      this.#mapped = ''; // a run cut short leaves some views as they were
      const done = await db.run(['CREATE SCHEMA IF NOT EXISTS source', ...mapping], { signal });
      if (!done.ok) return done;
      this.#mapped = mapped;
    }

    const changed = await this.#cleanUp(db, input, versions, signal);
    if (!changed.ok) return changed;
    if (changed.value) this.#last = null; // until the accounts are read anew, should that be cut short
    if (!this.#last) {
      const accounts = await this.#accounts(db, signal);
      if (!accounts.ok) return accounts;
      const mapped = presentRoleRefs(sources);
      this.#last = { ...accounts.value, given: emptyGiven, mapped, versions, segment: null };
    }
    const scope = scopeDates(notebook.goal, this.#last.extent, input.today);
    const tables = scopeTables(notebook.goal, scope);
    const views = scopeViews(notebook.goal, scope);
    const everyone = everyoneViews(notebook.goal, scope);
    // The tables first: the views look them up. A period that moves need not ask anew who is known.
    const parts = {
      ...tables,
      everyone: Object.values(everyone),
      views: Object.values(views),
    };
    for (const [part, statements] of Object.entries(parts)) {
      if (statements.length === 0) continue;
      const version = versionOf([...[statements].flat(), ...versions.values()]);
      if (this.#scope.get(part) === version) continue;
      this.#scope.delete(part); // a run cut short leaves some of them as they were
      const done = await db.run(statements, { signal });
      if (!done.ok) return done;
      this.#scope.set(part, version);
    }
    const { group } = notebook.goal;
    // What follows from a segment is known when its cell has been planned.
    const ruled = group.kind === 'attribute' || group.kind === 'top';
    const groupVersion = ruled ? versionOf([tables.group, ...versions.values()]) : '';
    const scoped = viewVersions(views, scope.asOf, groupVersion, versions);
    for (const [view, version] of Object.entries(scoped)) versions.set(view, version);
    if (group.kind === 'segment') {
      // As without a group: what is asked over all customers need not be asked anew when it becomes one.
      const whole = scopeViews({ ...notebook.goal, group: { kind: 'all' } }, scope);
      const all = viewVersions(whole, scope.asOf, '', versions);
      for (const [view, version] of Object.entries(all))
        versions.set(everyoneView(view as ScopeView), version);
    }
    const given = { ...scope, groupBySpend: group.kind === 'top' };
    const segment = group.kind === 'segment' ? group.cell : null;
    this.#last = { ...this.#last, given, versions, segment, mapped: presentRoleRefs(sources) };
    return ok(this.#last);
  }

  /** Cleans the entities that need it; true when any did. */
  async #cleanUp(
    db: Connector,
    { notebook, sources, restored, today }: DataInput,
    versions: Map<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<Result<boolean>> {
    const stages = cleanStages({ sources, settings: notebook.cleaning, restored, today });
    const restoredVersion = versionOf(restored.map((r) => `${r.source}:${r.row}`));
    let changed = false;
    for (const [i, { entity, statements }] of stages.entries()) {
      const key = entity ?? `frame ${i}`;
      const version = versionOf([
        ...statements,
        restoredVersion,
        ...inputsOf(entity, sources),
        // Customers are derived from the clean rows of the others.
        ...(entity === 'customers' ? ENTITY_NAMES.map((e) => versions.get(`all_${e}`) ?? '') : []),
      ]);
      const account = entity === null && i > 0;
      if (account ? changed || this.#clean.get(key) !== version : this.#clean.get(key) !== version) {
        this.#clean.delete(key); // a run cut short leaves half of it
        const done = await db.run(statements, { signal });
        if (!done.ok) return done;
        this.#clean.set(key, version);
        changed = true;
      }
      if (entity) {
        for (const name of [`all_${entity}`, `clean.${entity}`, `quarantine.${entity}`])
          versions.set(name, version);
        if (entity === 'customers') versions.set(EXTRA_TABLE, version);
      }
    }
    const whole = versionOf([...this.#clean.values()]);
    versions.set('clean.ledger', whole).set('clean.source_ledger', whole);
    return ok(changed);
  }

  async #accounts(
    db: Connector,
    signal: AbortSignal | undefined,
  ): Promise<Result<Pick<Prepared, 'ledger' | 'sourceLedger' | 'extent'>>> {
    const [ledger, sourceLedger, extent] = [
      await db.run(ledgerSql(), { signal }),
      await db.run(sourceLedgerSql(), { signal }),
      await db.run(asOfSql(), { signal }),
    ];
    if (!ledger.ok) return ledger;
    if (!sourceLedger.ok) return sourceLedger;
    if (!extent.ok) return extent;
    return ok({
      ledger: rowObjects<LedgerRow>(ledger.value),
      sourceLedger: rowObjects<SourceLedgerRow>(sourceLedger.value),
      extent: rowObjects<DataExtent>(extent.value)[0] ?? { as_of: null, first_date: null, last_date: null },
    });
  }
}

/** Versions of the views of a scope, each a digest of its text and of what it reads. */
function viewVersions(
  views: Record<ScopeView, string>,
  asOf: string,
  group: string,
  versions: ReadonlyMap<string, string>,
): Record<string, string> {
  const each = Object.entries(views).map(([view, sql]) => {
    // Refunds are lines of the orders' file.
    const entity = view.replace(/^past_/, '').replace('refunds', 'orders') as EntityName;
    // Who is known yet follows from the rows of every entity.
    const read = entity === 'customers' ? ENTITY_NAMES : [entity];
    const over = entity === 'customers' ? asOf : views[`past_${entity}`];
    const inputs = read.map((name) => versions.get(`all_${name}`)!);
    return [view, versionOf([sql, over, ...inputs, group])];
  });
  return Object.fromEntries(each) as Record<string, string>;
}

/** Everything that preparing looks at. */
const partsOf = ({
  notebook: { goal, cleaning },
  sources,
  restored,
  today,
}: DataInput): readonly unknown[] => [
  ...[goal.group, goal.period, goal.asOf, goal.behaviours],
  ...[cleaning, sources, restored, today],
];

const emptyGiven: Given = { asOf: '', periodStart: '', periodEnd: '' };

/** Versions of the sources that an entity is made of; of all of them for what stands around the entities. */
const inputsOf = (entity: EntityName | null, sources: readonly VersionedSource[]): string[] =>
  (entity === null ? sources : sources.filter((s) => sourcesOf(entity, [s]).length > 0)).flatMap((s) => [
    s.name,
    s.version,
    JSON.stringify([s.mapping, s.attributes ?? {}]),
  ]);
