import { ENTITY_NAMES, type EntityName } from '../../src/entity/catalogue.ts';
import { runModelHere } from '../../src/run/model-here.ts';
import type { Notebook } from '../../src/notebook/document.ts';
import type { Result } from '../../src/result.ts';
import { EntityData, type VersionedSource } from '../../src/run/data.ts';
import { runCell } from '../../src/run/execute.ts';
import { NativeDatabase } from '../../src/engine/native/native.ts';
import { planCells } from '../../src/run/plan.ts';
import { rowObjects } from '../../src/engine/rows.ts';
import { getTemplate } from '../../src/template/registry.ts';
import { COMPANY_ROLES } from './company.ts';
import type { DataFile } from './data.ts';

/** Milliseconds by the clock and by the processor. */
export interface Took {
  ms: number;
  cpu: number;
}

/** The least of several runs, each measure by itself. */
export const least = (runs: readonly Took[]): Took => ({
  ms: Math.min(...runs.map((run) => run.ms)),
  cpu: Math.min(...runs.map((run) => run.cpu)),
});

const processCpuUsage = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * Every cell of the notebook on native DuckDB with one thread: the same entities (read, mapped and cleaned by
 * the same statements), the same stages, chart and findings, models in this process. The least of `runs` runs
 * by cell name.
 */
export async function runNatively(
  notebook: Notebook,
  files: Record<EntityName, DataFile>,
  { spill, runs, onCell }: { spill: string; runs: number; onCell: (name: string, took: Took) => void },
): Promise<Map<string, Took>> {
  const db = must(await NativeDatabase.open({ spill, threads: 1 }));
  try {
    must(await db.run('CREATE SCHEMA source'));
    const sources: VersionedSource[] = [];
    for (const entity of ENTITY_NAMES) sources.push(await readSource(db, entity, files[entity]));
    const today = new Date().toISOString().slice(0, 10);
    const prepared = must(await new EntityData().prepare(db, { notebook, sources, restored: [], today }));
    const { given, mapped, versions } = prepared;
    const tableNames = (sql: string) => db.tableNames(sql);
    const planned = await planCells(notebook.cells, {
      given,
      mapped,
      versions,
      template: getTemplate,
      tableNames,
    });
    const found = new Map<string, Took>();
    for (const cell of planned) {
      const took: Took[] = [];
      for (let run = 0; run < runs; run++) {
        const start = performance.now();
        const before = processCpuUsage();
        must(await runCell(db, cell, new Map(), { models: runModelHere }), cell.name);
        took.push({ ms: performance.now() - start, cpu: processCpuUsage() - before });
      }
      found.set(cell.name, least(took));
      onCell(cell.name, least(took));
    }
    return found;
  } finally {
    await db.close();
  }
}

async function readSource(db: NativeDatabase, entity: EntityName, file: DataFile): Promise<VersionedSource> {
  must(
    await db.run(
      `CREATE TABLE source.${entity} AS SELECT *, row_number() OVER () AS _row, 1 AS _copy FROM read_csv('${file.path}')`,
    ),
  );
  const columns = rowObjects<{ name: string; type: string }>(
    must(
      await db.run(
        `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE schema_name = 'source' AND table_name = '${entity}' ORDER BY column_index`,
      ),
    ),
  ).filter(({ name }) => !name.startsWith('_'));
  return { name: entity, entity, mapping: COMPANY_ROLES[entity], columns, version: entity };
}

function must<T>(result: Result<T>, what = ''): T {
  if (!result.ok) throw new Error(`native ${what}: ${JSON.stringify(result.fault)}`);
  return result.value;
}
