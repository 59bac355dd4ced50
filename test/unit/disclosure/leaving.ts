import { disclose, type DisclosedOutput, type Disclosure } from '../../../src/disclosure/disclose.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { DEFAULT_DISCLOSURE, type DisclosureRules } from '../../../src/privacy/disclosure-rules.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { makeStage } from '../../../src/run/stage.ts';
import type { Given } from '../../../src/template/compile.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { nativeConnector } from '../support/native-connector.ts';
import type { Native } from '../support/native.ts';
import { compiled } from '../template/support.ts';

/** Every analysis as a cell of one notebook, with its template's settings. */
export const everyAnalysis: Cell[] = [...templates.values()]
  .filter(({ sql, view = 'analysis' }) => sql && view === 'analysis')
  .map(({ id }) => ({ ...defaultCell, name: id.replaceAll('-', '_'), template: id }));

export interface Ran {
  notebook: Notebook;
  outputs: ReadonlyMap<string, DisclosedOutput>;
  disclosure: Disclosure;
}

/** Runs cells over the scope that is laid, and passes them through the gate. */
export async function runThroughGate(
  db: Native,
  given: Given,
  cells: readonly Cell[],
  rules: DisclosureRules = DEFAULT_DISCLOSURE,
): Promise<Ran> {
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
      chart: made.chart === null ? result : await rowsOf(made.chart),
      findings: made.findings === null ? null : await rowsOf(made.findings),
    });
  }
  const notebook: Notebook = { ...defaultNotebook, cells: [...cells], disclosure: rules };
  const input = { notebook, template: getTemplate, given, output: (name: string) => outputs.get(name) };
  const gated = await disclose(connector, input);
  if (!gated.ok) throw new Error(JSON.stringify(gated.fault));
  return { notebook, outputs, disclosure: gated.value };
}
