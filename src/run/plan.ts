import type { RoleRef } from '../entity/catalogue.ts';
import type { Cell } from '../notebook/document.ts';
import { buildGraph } from '../notebook/graph.ts';
import { isShippedSql } from '../notebook/shipped-sql.ts';
import { ok, type Fault, type Result } from '../result.ts';
import type { CompiledCell, Given, Stage } from '../template/compile.ts';
import { missingRoles } from '../template/needs.ts';
import type { Template } from '../template/schema.ts';
import { CompileCache } from './compile-cache.ts';
import { versionOf } from './version.ts';

/** After so long the page gets its turn: forty cells at once would hold it up. */
const STRETCH_MS = 16;

/** What a plan is made against. */
export interface PlanContext {
  given: Given;
  /** Roles that a source fills. */
  mapped: ReadonlySet<string>;
  /** Version of every table and view that is not a cell's: entities, `all_*`, sources, quarantine. */
  versions: ReadonlyMap<string, string>;
  template: (id: string) => Template | undefined;
  /** What earlier plans have compiled; kept by whoever plans again and again. */
  compiled?: CompileCache;
  /**
   * Tables a SELECT reads, as the engine says. `key` is the text before its literals were filled in, which
   * cannot change them: what to remember the answer by.
   */
  tableNames: (sql: string, key: string) => Promise<Result<string[]>>;
}

export interface PlannedStage extends Stage {
  /** Digest of the stage's text and of what it reads; unchanged means the table need not be made again. */
  version: string;
}

/** One cell, ready to run or with the reason why not. */
export interface PlannedCell {
  name: string;
  compiled: CompiledCell | null;
  stages: PlannedStage[];
  /** Cells and entities it reads (its own steps left out). */
  reads: string[];
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
  const { compiled = new CompileCache() } = context;
  const drafts = new Map<string, Draft>();
  let rested = performance.now();
  for (const cell of cells) {
    drafts.set(cell.name, await draft(cell, context, compiled));
    if (performance.now() - rested < STRETCH_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }
  const steps = [...drafts.values()].flatMap(
    (d) => d.compiled?.stages.slice(0, -1).map((s) => s.table) ?? [],
  );
  const graph = buildGraph([...drafts.values()], [...context.versions.keys(), ...steps]);

  const versions = new Map(context.versions);
  const planned = [...new Set([...graph.order, ...drafts.keys()])].map((name) => {
    const it = drafts.get(name)!;
    const cell = finish(it, it.fault ?? graph.faults.get(name) ?? null, versions);
    for (const stage of cell.stages) versions.set(stage.table, stage.version);
    return cell;
  });
  return planned;
}

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
}

async function draft(cell: Cell, context: PlanContext, cache: CompileCache): Promise<Draft> {
  const empty: Draft = {
    name: cell.name,
    compiled: null,
    watched: true,
    stageReads: [],
    reads: [],
    missing: [],
    fault: null,
    extra: '',
  };
  const template = context.template(cell.template);
  if (!template)
    return cell.sql === null
      ? { ...empty, fault: { code: 'template-unknown', values: { template: cell.template } } }
      : empty;
  const missing = cell.sql === null ? missingRoles(template, context.mapped, cell.params) : [];
  if (missing.length > 0) return { ...empty, missing };
  const compiled = cache.compile(template, cell, context.given);
  if (!compiled.ok) return { ...empty, fault: compiled.fault };
  const watched = cell.sql === null || !isShippedSql(cell.sql);
  const stageReads: string[][] = [];
  for (const stage of compiled.value.stages) {
    const tables = new Set<string>();
    for (const [part, sql] of [stage.sql, stage.model?.options ?? ''].entries()) {
      const text = cell.sql ?? `${template.id}@${template.version}\n${compiled.value.editable}`;
      const key = [cell.name, stage.name, part, text].join('\n');
      const names = sql === '' ? ok([]) : await context.tableNames(sql, key);
      if (!names.ok) return { ...empty, compiled: compiled.value, fault: names.fault };
      for (const name of names.value) tables.add(name);
    }
    stageReads.push([...tables]);
  }
  const own = new Set(compiled.value.stages.slice(0, -1).map((s) => s.table));
  const reads = [...new Set(stageReads.flat())].filter((name) => !own.has(name));
  return {
    ...empty,
    compiled: compiled.value,
    watched,
    stageReads,
    reads,
    extra: [
      compiled.value.chart ?? '',
      ...compiled.value.tables.map((table) => table.sql),
      compiled.value.findings ?? '',
    ].join('\n'),
  };
}

function finish(it: Draft, fault: Fault | null, known: ReadonlyMap<string, string>): PlannedCell {
  const own = new Map<string, string>();
  const stages = (fault === null ? (it.compiled?.stages ?? []) : []).map(({ written, ...stage }, i) => {
    const reads = it.stageReads[i] ?? [];
    const version = versionOf([
      stage.sql,
      ...(stage.model ? [stage.model.id, stage.model.options ?? ''] : []),
      ...reads.flatMap((name) => [name, own.get(name) ?? known.get(name) ?? '']),
    ]);
    own.set(stage.table, version);
    return { ...stage, ...(written && it.watched ? { written } : {}), version };
  });
  const last = stages.at(-1)?.version;
  return {
    name: it.name,
    compiled: it.compiled,
    stages,
    reads: it.reads,
    version: last === undefined ? '' : versionOf([last, it.extra]),
    missing: it.missing,
    fault,
  };
}
