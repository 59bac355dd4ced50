import { ENTITY_NAMES, type EntityName } from '../entity/catalogue.ts';
import { cleanStages, type RestoredRow } from '../entity/cleaning.ts';
import { EXTRA_TABLE } from '../entity/extra-columns.ts';
import { entitySql } from '../entity/map.ts';
import {
  everyoneView,
  everyoneViews,
  ORDER_VIEWS,
  scopeTables,
  scopeViews,
  type DataExtent,
  type Scope,
  type ScopeView,
} from '../entity/scope.ts';
import type { MappedSource } from '../entity/source.ts';
import { sourcesOf } from '../entity/told.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Fault } from '../result.ts';
import { versionOf } from './version.ts';

/** A source table that stands in the database, with a digest of its content. */
export interface VersionedSource extends MappedSource {
  version: string;
}

export interface DataInput {
  notebook: Pick<Notebook, 'goal' | 'cleaning'>;
  sources: readonly VersionedSource[];
  restored: readonly RestoredRow[];
  /** ISO date of the run. */
  today: string;
  /** Entities of which a source could not be read back, and why; left out where all of them could. */
  lost?: ReadonlyMap<EntityName, Fault>;
  /** What steps of cleaning are known to come to. */
  known?: KnownSteps | undefined;
}

/** Steps of cleaning over rows that come with the page: statements that put in what theirs were found to come to. */
export interface KnownSteps {
  /** ISO date of the run that they were found in; any later day says the same of rows that are older. */
  since: string;
  /** By the version that a step has in a run of that day. */
  statements: Readonly<Record<string, readonly string[]>>;
  /** First and last day of the clean orders, by the version of their step: what is made of them is not told but asked. */
  extents: Readonly<Record<string, DataExtent>>;
}

/** Statements that belong together, with a digest of their text and of what they read. */
export interface DataStep {
  key: string;
  version: string;
  statements: string[];
}

/** What lies under the scope: mapped rows, clean rows and their account. */
export interface CleanSteps {
  /** What the orders need, in running order. */
  orders: DataStep[];
  /** What the others need after that, in running order. */
  rest: DataStep[];
  /** The row account, which reads all of them. */
  account: DataStep;
  /** Days of the orders, where they are known beforehand; to be asked of the engine all the same. */
  extent: DataExtent | null;
  /** Of each source, clean table and view over all of it. */
  versions: Map<string, string>;
}

/** The steps of mapping and cleaning, and the versions of what they leave: known before any of them has run. */
export function cleanSteps({ notebook, sources, restored, today, known }: DataInput): CleanSteps {
  const versions = new Map(sources.map((s) => [`source.${s.name.toLowerCase()}`, s.version]));
  const mapping = entitySql(sources);
  const restoredVersion = versionOf(restored.map((r) => `${r.source}:${r.row}`));
  const [frame, ...stages] = cleanStages({ sources, settings: notebook.cleaning, restored, today });
  const account = stages.pop()!;
  /** Version of each step made so far, as it would be in a run of the day that is known. */
  const versionsThen = new Map<string, string>();
  let extent: DataExtent | null = null;
  const step = (key: string, statements: string[], read: readonly string[]): DataStep => {
    const version = versionOf([...statements, restoredVersion, ...read]);
    if (!known || today < known.since) return { key, statements, version };
    const then = versionOf([
      ...statements.map((sql) => sql.replaceAll(today, known.since)),
      ...[restoredVersion, ...read].map((part) => versionsThen.get(part) ?? part),
    ]);
    versionsThen.set(version, then);
    extent ??= known.extents[then] ?? null;
    return { key, statements: [...(known.statements[then] ?? statements)], version };
  };
  const first = step(
    'frame',
    ['CREATE SCHEMA IF NOT EXISTS source', ...frame!.statements],
    inputsOf(null, sources),
  );
  const steps = stages.map(({ entity, statements }) => {
    const made = step(
      entity!,
      // A view that is laid anew is cleaned from anew.
      [mapping[ENTITY_NAMES.indexOf(entity!)]!, ...statements],
      [
        ...inputsOf(entity, sources),
        // Customers are derived from the clean rows of the others.
        ...(entity === 'customers' ? ENTITY_NAMES.map((e) => versions.get(`all_${e}`) ?? '') : []),
      ],
    );
    for (const name of [`all_${entity}`, `clean.${entity}`, `quarantine.${entity}`])
      versions.set(name, made.version);
    if (entity === 'customers') versions.set(EXTRA_TABLE, made.version);
    return made;
  });
  const last = step(
    'account',
    account.statements,
    [first, ...steps].map(({ version }) => version),
  );
  versions.set('clean.ledger', last.version).set('clean.source_ledger', last.version);
  return {
    orders: [first, ...steps.filter(({ key }) => key === 'orders')],
    rest: steps.filter(({ key }) => key !== 'orders'),
    account: last,
    extent,
    versions,
  };
}

/** What cells read, laid over the clean rows. */
export interface ScopeSteps {
  /** What stands over the orders alone, where the group is not made of other entities. */
  orders: DataStep[];
  rest: DataStep[];
  /** Those of the clean steps, and of the scope's views. */
  versions: Map<string, string>;
}

/** The steps of the scope of these dates over what `cleanSteps` leave; `clean` are the versions of that. */
export function scopeSteps(
  goal: Notebook['goal'],
  scope: Scope,
  clean: ReadonlyMap<string, string>,
): ScopeSteps {
  const versions = new Map(clean);
  const tables = scopeTables(goal, scope);
  const views = Object.entries(scopeViews(goal, scope));
  const isOrders = ([view]: [string, string]) => ORDER_VIEWS.some((name) => name === view);
  const step = (key: string, statements: string[]): DataStep[] =>
    statements.length === 0
      ? []
      : [{ key, statements, version: versionOf([...statements, ...clean.values()]) }];
  const sqlOf = (some: [string, string][]) => some.map(([, sql]) => sql);
  // The tables first: the views look them up. A period that moves need not ask anew who is known.
  const orders = [...step('group', [tables.group]), ...step('order views', sqlOf(views.filter(isOrders)))];
  const rest = [
    ...step('later', [tables.later]),
    ...step('everyone', Object.values(everyoneViews(goal, scope))),
    ...step('views', sqlOf(views.filter((one) => !isOrders(one)))),
  ];
  const { group } = goal;
  // What follows from a segment is known when its cell has been planned.
  const ruled = group.kind === 'attribute' || group.kind === 'top';
  const groupVersion = ruled ? versionOf([tables.group, ...clean.values()]) : '';
  for (const [view, version] of viewVersions(Object.fromEntries(views), scope.asOf, groupVersion, clean))
    versions.set(view, version);
  if (group.kind === 'segment') {
    // As without a group: what is asked over all customers need not be asked anew when it becomes one.
    const whole = scopeViews({ ...goal, group: { kind: 'all' } }, scope);
    for (const [view, version] of viewVersions(whole, scope.asOf, '', clean))
      versions.set(everyoneView(view), version);
  }
  return { orders, rest, versions };
}

/** Versions of the views of a scope, each a digest of its text and of what it reads. */
function viewVersions(
  views: Record<string, string>,
  asOf: string,
  group: string,
  versions: ReadonlyMap<string, string>,
): [ScopeView, string][] {
  return Object.entries(views).map(([view, sql]) => {
    // Refunds are lines of the orders' file.
    const entity = view.replace(/^past_/, '').replace('refunds', 'orders') as EntityName;
    // Who is known yet follows from the rows of every entity.
    const read = entity === 'customers' ? ENTITY_NAMES : [entity];
    const over = entity === 'customers' ? asOf : views[`past_${entity}`];
    const inputs = read.map((name) => versions.get(`all_${name}`)!);
    return [view as ScopeView, versionOf([sql, over!, ...inputs, group])];
  });
}

/** Versions of the sources that an entity is made of; of all of them for what stands around the entities. */
const inputsOf = (entity: EntityName | null, sources: readonly VersionedSource[]): string[] =>
  (entity === null ? sources : sources.filter((s) => sourcesOf(entity, [s]).length > 0)).flatMap((s) => [
    s.name,
    s.version,
    JSON.stringify([s.mapping, s.attributes ?? {}]),
  ]);
