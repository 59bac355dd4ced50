import { disclose, type DisclosedOutput, type Disclosure } from '../../../src/disclosure/disclose.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { DEFAULT_DISCLOSURE, type DisclosureRules } from '../../../src/privacy/disclosure-rules.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { makeStage } from '../../../src/run/stage.ts';
import { leanSql } from '../../../src/sql/lean.ts';
import type { Given } from '../../../src/template/compile.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { nativeConnector } from '../support/native-connector.ts';
import type { Native } from '../support/native.ts';
import { compiled } from '../template/support.ts';

/** Every analysis as a cell of one notebook, with its template's settings. */
export const everyAnalysis: Cell[] = [...templates.values()]
  .filter(({ sql, view = 'analysis' }) => sql && view === 'analysis')
  .map(({ id }) => ({ ...defaultCell, name: id.replaceAll('-', '_'), template: id }));

type Outputs = ReadonlyMap<string, DisclosedOutput>;

export interface Ran {
  notebook: Notebook;
  outputs: Outputs;
  disclosure: Disclosure;
}

/** Runs cells over the scope that is laid, and passes them through the gate. */
export const runThroughGate = async (db: Native, given: Given, cells: readonly Cell[]): Promise<Ran> =>
  passGate(db, given, cells, await runCells(db, given, cells));

/** Runs cells over the scope that is laid. */
export async function runCells(db: Native, given: Given, cells: readonly Cell[]): Promise<Outputs> {
  const connector = nativeConnector(db);
  const rowsOf = async (sql: string) => {
    const rows = await connector.run(sql);
    if (!rows.ok) throw new Error(`${rows.fault.detail}`);
    return rows.value;
  };
  const outputs = new Map<string, DisclosedOutput>();
  for (const cell of cells) {
    const made = compiled(getTemplate(cell.template)!, cell.params, given, cell.name, cell.sql);
    for (const stage of made.stages) {
      const done = await makeStage(connector, stage, runModelHere);
      if (!done.ok) throw new Error(`${cell.name}: ${JSON.stringify(done.fault)}`);
    }
    const result = await rowsOf(`SELECT * FROM "${cell.name}" LIMIT 5000`);
    outputs.set(cell.name, {
      fields: result.fields,
      chart: made.chart === null ? result : await rowsOf(leanSql(made.chart)),
      findings: made.findings === null ? null : await rowsOf(leanSql(made.findings)),
    });
  }
  return outputs;
}

/** What the gate lets out of cells that have run: their tables are still there. */
export async function passGate(
  db: Native,
  given: Given,
  cells: readonly Cell[],
  outputs: Outputs,
  rules: DisclosureRules = DEFAULT_DISCLOSURE,
): Promise<Ran> {
  const notebook: Notebook = { ...defaultNotebook, cells: [...cells], disclosure: rules };
  const input = { notebook, template: getTemplate, given, output: (name: string) => outputs.get(name) };
  const gated = await disclose(nativeConnector(db), input);
  if (!gated.ok) throw new Error(JSON.stringify(gated.fault));
  return { notebook, outputs, disclosure: gated.value };
}
