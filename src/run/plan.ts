import { ENTITY_NAMES, type EntityName, type RoleRef } from '../entity/catalogue.ts';
import { extrasIn, lackingExtra } from '../entity/extra-columns.ts';
import { columnOf } from '../metric/segment-options.ts';
import type { Cell } from '../notebook/document.ts';
import { everyoneView, isScopeView, SEGMENT_GROUP } from '../entity/scope.ts';
import { buildGraph } from '../notebook/graph.ts';
import { isShippedSql } from '../notebook/shipped-sql.ts';
import { ok, type Fault, type Result } from '../result.ts';
import { leanSql } from '../sql/lean.ts';
import { namesIn } from '../sql/tokens.ts';
import { tablesInText, withSchemas } from '../sql/table-names.ts';
import type { CompiledCell, Given, Stage } from '../template/compile.ts';
import { missingRoles } from '../template/needs.ts';
import type { Template } from '../template/schema.ts';
import { CompileCache } from './compile-cache.ts';
import { cellOverEveryone } from './everyone.ts';
import { chosenByDeeds, obeysGroup, segmentFault, segmentStage } from './segment-group.ts';
import { stretches, type Pause } from './stretches.ts';
import { versionOf } from './version.ts';

/** What a plan is made against. */
export interface PlanContext {
  given: Given;
  /** Roles that a source fills. */
  mapped: ReadonlySet<string>;
  /** Columns of the customers' files that no role reads; left out where nobody asked. */
  columns?: readonly string[];
  /** Version of every table and view that is not a cell's: entities, `all_*`, sources, quarantine. */
  versions: ReadonlyMap<string, string>;
  template: (id: string) => Template | undefined;
  /** Entities that could not be prepared, and why; left out where all of them stand. */
  failed?: ReadonlyMap<EntityName, Fault>;
  /** Cell of the segment that is the goal's group; null or left out for any other group. */
  segment?: string | null;
  /** Whether each line of the orders is known to be an order of its own; left out where that is not known. */
  singleLines?: boolean;
  /** What earlier plans have compiled; kept by whoever plans again and again. */
  compiled?: CompileCache;
  /** Lets others have their turn, waited for where planning has taken long; left out where nobody waits. */
  turn?: () => Promise<void>;
  /**
   * Tables a SELECT reads, as the engine says. `key` is the text before its literals were filled in, which
   * cannot change them: what to remember the answer by.
   */
  tableNames: (sql: string, key: string) => Promise<Result<string[]>>;
}

export interface PlannedStage extends Stage {
  /** Digest of the stage's text and of what it reads; unchanged means the table need not be made again. */
  version: string;
  /** Set where lines need not be put together by order, which makes the same rows. */
  singleLines?: true;
}

/** One cell, ready to run or with the reason why not. */
export interface PlannedCell {
  name: string;
  compiled: CompiledCell | null;
  stages: PlannedStage[];
  /** Cells and entities it reads (its own steps left out), the goal's segment among them where it obeys that. */
  reads: string[];
  /** The segment that is the goal's group, where the cell obeys it; null otherwise. */
  group: string | null;
  /** It looks at all customers because the segment that is the goal's group is made of it, or is it. */
  everyone: boolean;
  /** Digest of everything its result, chart and findings follow from; '' for a cell without SQL. */
  version: string;
  missing: RoleRef[];
  fault: Fault | null;
}

/**
 * Plans all cells in an order in which each comes after those it reads. A cell whose parameters, SQL
 * or neighbours are at fault is planned with that fault and takes nothing else down with it
 * (`cell-cycle`, `cell-unknown-table` … of the notebook's graph; `template-unknown`; those of compiling).
 */
export async function planCells(cells: readonly Cell[], context: PlanContext): Promise<PlannedCell[]> {
  const { compiled = new CompileCache(), segment = null } = context;
  const pause = stretches(context.turn);
  const behind =
    segment === null ? new Map<string, Draft>() : await chainOf(segment, cells, context, compiled, pause);
  const grouped = chosenByDeeds(behind.values())
    ? { ...context, given: { ...context.given, groupBySpend: true } }
    : context;
  const drafts = new Map<string, Draft>();
  for (const cell of cells) {
    const known = behind.get(cell.name);
    drafts.set(cell.name, known ?? (await draft(cell, grouped, compiled, segment, pause)));
    await pause();
  }
  const steps = [...drafts.values()].flatMap(
    (d) => d.compiled?.stages.slice(0, -1).map((s) => s.table) ?? [],
  );
  const graph = buildGraph([...drafts.values()], [...context.versions.keys(), ...steps]);

  const versions = new Map(context.versions);
  const planned = [...new Set([...graph.order, ...drafts.keys()])].map((name) => {
    const it = drafts.get(name)!;
    const group = name === segment ? segmentStage(name) : null;
    const cell = finish(it, it.fault ?? graph.faults.get(name) ?? null, versions, group, context);
    for (const stage of cell.stages) versions.set(stage.table, stage.version);
    return cell;
  });
  return planned;
}

/** The segment that is the goal's group and the cells that it is made of, over all customers. */
async function chainOf(
  segment: string,
  cells: readonly Cell[],
  context: PlanContext,
  cache: CompileCache,
  pause: Pause,
): Promise<Map<string, Draft>> {
  const chain = new Map<string, Draft>();
  const open = [segment];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const cell = cells.find((one) => one.name === name);
    if (!cell || chain.has(name)) continue;
    const it = await draft(cell, context, cache, null, pause);
    chain.set(name, {
      ...it,
      everyone: true,
      fault: it.fault ?? (name === segment ? segmentFault(it) : null),
    });
    open.push(...it.reads);
  }
  return chain;
}

/** Said of a cell that divides customers by a column which the customers' files at hand have not. */
function lackingColumn(wanted: readonly string[], present: readonly string[] | undefined): Fault | null {
  const column = present && lackingExtra(wanted, present);
  if (column === undefined) return null;
  const values = { column, has: present!.slice(0, MOST_NAMED).join(' · ') };
  return { code: present!.length > 0 ? 'column-gone' : 'column-gone-none', values };
}

/** Said of a cell that reads an entity which could not be prepared, be it by a role, a view or a table of it. */
function unprepared(
  reads: readonly string[],
  { failed }: Pick<PlanContext, 'failed'>,
  name: string,
): Fault | null {
  if (!failed || failed.size === 0) return null;
  for (const read of reads) {
    const [, word = ''] = /^(?:everyone_)?(?:all_|past_|clean\.|quarantine\.)?(\w+)/.exec(read) ?? [];
    const entity = word === 'refunds' ? 'orders' : ENTITY_NAMES.find((one) => one === word);
    const why = entity && failed.get(entity);
    if (why) return { code: 'entity-unprepared', values: { name, entity }, detail: why.detail ?? why.code };
  }
  return null;
}

/** Columns that a sentence names. */
const MOST_NAMED = 6;

interface Draft {
  name: string;
  compiled: CompiledCell | null;
  /** False of a query that ships with Cellar: what a person writes is looked at before it is run, and watched. */
  watched: boolean;
  stageReads: string[][];
  reads: string[];
  missing: RoleRef[];
  fault: Fault | null;
  extra: string;
  group: string | null;
  everyone: boolean;
}

/** What stages were found to read: they are the same objects as long as their cell is compiled to the same. */
const toldByText = new WeakMap<Stage, string[]>();

/**
 * Tables that the texts of a stage name, without what nothing in them follows from. What ships with Cellar is told by
 * its text: the engine takes longer to say than to run some of it.
 */
export function readByText(stage: Stage): string[] {
  const known = toldByText.get(stage);
  if (known) return known;
  const names = [stage.sql, stage.model?.options ?? ''].flatMap((text) => {
    const run = namesIn(leanSql(text));
    return withSchemas(
      text,
      tablesInText(text).filter((name) => run.has(name.toLowerCase())),
    );
  });
  toldByText.set(stage, names);
  return names;
}

async function draft(
  cell: Cell,
  context: PlanContext,
  cache: CompileCache,
  segment: string | null,
  pause: Pause,
): Promise<Draft> {
  const empty: Draft = {
    name: cell.name,
    compiled: null,
    watched: true,
    stageReads: [],
    reads: [],
    missing: [],
    fault: null,
    extra: '',
    group: null,
    everyone: false,
  };
  const template = context.template(cell.template);
  if (!template)
    return cell.sql === null
      ? { ...empty, fault: { code: 'template-unknown', values: { template: cell.template } } }
      : empty;
  const missing = cell.sql === null ? missingRoles(template, context.mapped, cell.params) : [];
  const unread = unprepared(missing, context, cell.name);
  if (unread) return { ...empty, fault: unread };
  if (missing.length > 0) return { ...empty, missing };
  const chosen =
    cell.sql === null ? Object.values(cell.params).flatMap((value) => columnOf(value) ?? []) : [];
  const lacking = lackingColumn(chosen, context.columns);
  if (lacking) return { ...empty, fault: lacking };
  const compiled = cache.compile(template, cell, context.given);
  if (!compiled.ok) return { ...empty, fault: compiled.fault };
  const read = compiled.value.stages.flatMap(({ sql }) => extrasIn(sql));
  const without = lackingColumn(read, context.columns);
  if (without) return { ...empty, fault: without };
  const watched = cell.sql === null || !isShippedSql(cell.sql);
  const shipped = cell.sql === null ? !compiled.value.stages.some((stage) => stage.written) : !watched;
  const stageReads: string[][] = [];
  for (const stage of compiled.value.stages) {
    // The first cells of a page are compiled and read by code that runs for the first time: one alone fills a stretch.
    await pause();
    const tables = new Set(shipped ? readByText(stage) : []);
    const asked = shipped ? [] : [stage.sql, stage.model?.options ?? ''];
    for (const [part, sql] of asked.entries()) {
      const text = cell.sql ?? `${template.id}@${template.version}\n${compiled.value.editable}`;
      const key = [cell.name, stage.name, part, text].join('\n');
      const names = sql === '' ? ok([]) : await context.tableNames(sql, key);
      if (!names.ok) return { ...empty, compiled: compiled.value, fault: names.fault };
      for (const name of names.value) tables.add(name);
    }
    // In one order, whatever the engine's: versions follow from it.
    stageReads.push([...tables].sort());
  }
  const own = new Set(compiled.value.stages.slice(0, -1).map((s) => s.table));
  const withGroup = (names: string[]) => (names.some(obeysGroup) ? [...names, SEGMENT_GROUP] : names);
  const reads = [...new Set(stageReads.flat())].filter((name) => !own.has(name));
  const group = segment !== null && reads.some(obeysGroup) ? segment : null;
  return {
    ...empty,
    fault: unprepared(reads, context, cell.name),
    compiled: compiled.value,
    watched,
    stageReads: group === null ? stageReads : stageReads.map(withGroup),
    reads: group === null ? reads : [...new Set([...reads, group])],
    group,
    extra: [
      compiled.value.chart ?? '',
      ...compiled.value.tables.map((table) => table.sql),
      compiled.value.findings ?? '',
    ].join('\n'),
  };
}

/** `group` is what makes the goal's group of the result, of the cell that is its segment. */
function finish(
  it: Draft,
  fault: Fault | null,
  known: ReadonlyMap<string, string>,
  group: { stage: Stage; reads: string[] } | null,
  { singleLines }: Pick<PlanContext, 'singleLines'>,
): PlannedCell {
  const own = new Map<string, string>();
  const read = (name: string) =>
    own.get(name) ?? known.get(it.everyone && isScopeView(name) ? everyoneView(name) : name) ?? '';
  const compiled = it.compiled && it.everyone ? cellOverEveryone(it.compiled) : it.compiled;
  const asked = [...(it.compiled?.stages ?? []), ...(group ? [group.stage] : [])];
  const stages = (fault === null ? asked : []).map((stage, i) => {
    const reads = it.stageReads[i] ?? group?.reads ?? [];
    // Of the text as it stands in the cell: over all customers it has the same result with a group as without.
    const version = versionBy(
      stage,
      reads.flatMap((name) => [name, read(name)]),
      () => [stage.sql, ...(stage.model ? [stage.model.id, stage.model.options ?? ''] : [])],
    );
    own.set(stage.table, version);
    const { written, ...made } = compiled?.stages[i] ?? stage;
    const byHand = written === true && it.watched;
    return { ...made, ...(byHand ? { written } : singleLines ? { singleLines } : {}), version };
  });
  const last = stages.at(-1)?.version;
  return {
    name: it.name,
    compiled,
    stages,
    reads: it.reads,
    group: it.group,
    everyone: it.everyone,
    version: last === undefined ? '' : versionOf([last, versionBy(it.compiled ?? it, [], () => [it.extra])]),
    missing: it.missing,
    fault,
  };
}

/** The version that something was found to have, and what it reads as it stood then. */
const told = new WeakMap<object, { read: string; version: string }>();

/** The version of `it`, whose `texts` never change, over what it reads: an edit leaves that of nearly all cells the same. */
function versionBy(it: object, read: readonly string[], texts: () => readonly string[]): string {
  const key = JSON.stringify(read);
  const known = told.get(it);
  if (known?.read === key) return known.version;
  const version = versionOf([...texts(), ...read]);
  told.set(it, { read: key, version });
  return version;
}
