import * as v from 'valibot';
import { readChartSpec } from '../chart/spec-read.ts';
import { DEFAULT_DISCLOSURE } from '../privacy/disclosure-rules.ts';
import { fail, ok, refused, type Fault, type Result } from '../result.ts';
import { defaultCell, defaultGoal, defaultNotebook, defaultSource } from './defaults.ts';
import type { Cell, Notebook } from './document.ts';
import { readJson, type JsonObject } from './json.ts';
import { migrate } from './migrate.ts';
import { strangeWord } from './known-words.ts';
import { nameFault } from './names.ts';
import { notebookSchema, type NotebookFile } from './schema.ts';
import { MAX_NOTEBOOK_BYTES } from './size.ts';

/**
 * A notebook file read in stages: size, JSON, format, version, migration, shape, names. The notebook
 * is complete (missing fields have their defaults) and keeps the file's unknown fields at every level.
 * What of a cell's chart is not valid is left out and told to `notice`, as `chart-field` or `chart-invalid`
 * {name, field}: the latter when the chart cannot do without it and the template's takes its place.
 * Faults: those of `readJson` and `migrate`, `notebook-invalid` {path} with the reason as detail,
 * `notebook-unknown` {path, word}, and
 * `cell-name-invalid`, `cell-name-reserved`, `cell-name-taken`,
 * `metric-taken` {name}. Never throws.
 */
export function readNotebook(text: string, notice: (fault: Fault) => void = () => {}): Result<Notebook> {
  const json = readJson(text, MAX_NOTEBOOK_BYTES);
  if (!json.ok) return json;
  const file = migrate(json.value);
  if (!file.ok) return file;
  // The schema only judges: it would leave out keys such as `constructor`, which may be a column's name.
  const checked = v.safeParse(notebookSchema, file.value);
  if (!checked.success) {
    const issue = checked.issues[0];
    return fail('notebook-invalid', { values: { path: v.getDotPath(issue) ?? '' }, detail: issue.message });
  }
  const notebook = complete(file.value, notice);
  const strange = strangeWord(notebook);
  if (strange)
    return fail('notebook-unknown', { values: { path: strange.path, word: strange.word.slice(0, 80) } });
  const twice = repeated(notebook.metrics.map((metric) => metric.id));
  if (twice !== undefined) return fail('metric-taken', { values: { name: twice } });
  const taken: string[] = [];
  for (const cell of notebook.cells) {
    const fault = nameFault(cell.name, taken);
    if (fault) return refused(fault);
    taken.push(cell.name);
  }
  return ok(notebook);
}

const repeated = (ids: string[]): string | undefined => ids.find((id, i) => ids.indexOf(id) !== i);

/** The notebook as a file: sparse, keys in the document's order, long text line by line, unknown fields last. */
export function writeNotebook(notebook: Notebook): string {
  const file = {
    format: notebook.format,
    version: notebook.version,
    ...sparse(notebook, defaultNotebook),
  } as JsonObject;
  const goal = sparse(notebook.goal, defaultGoal);
  if (Object.keys(goal).length > 0) file.goal = goal;
  else delete file.goal;
  if (file.sources) {
    file.sources = notebook.sources.map((source) => sparse(source, { name: null, ...pick(defaultSource) }));
  }
  if (file.cleaning)
    file.cleaning = notebook.cleaning.map((rule) => sparse(rule, { rule: null, action: null, params: {} }));
  if (file.disclosure) file.disclosure = sparse(notebook.disclosure, DEFAULT_DISCLOSURE);
  if (file.cells) file.cells = notebook.cells.map(sparseCell);
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Fills in what the checked file leaves out; spreading keeps every own key, known or not, as it is. */
function complete(file: JsonObject, notice: (fault: Fault) => void): Notebook {
  const checked = file as unknown as NotebookFile;
  return {
    ...defaultNotebook,
    ...checked,
    goal: { ...defaultGoal, ...checked.goal },
    sources: (checked.sources ?? []).map((source) => ({ ...defaultSource, ...source })),
    cleaning: (checked.cleaning ?? []).map((rule) => ({ ...rule, params: { ...rule.params } })),
    metrics: checked.metrics ?? [],
    disclosure: { ...DEFAULT_DISCLOSURE, ...checked.disclosure } as Notebook['disclosure'],
    cells: (checked.cells ?? []).map((cell) => completeCell(cell, notice)),
  };
}

type CellFile = NonNullable<NotebookFile['cells']>[number];

function completeCell(cell: CellFile, notice: (fault: Fault) => void): Cell {
  return {
    ...defaultCell,
    ...cell,
    chart: validChart(cell, notice),
    sql: cell.sql == null ? null : joined(cell.sql),
    text: mapValues(cell.text ?? {}, joined),
  } as Cell;
}

/** The cell's chart without the known fields that are wrong; unknown ones stay, to be written again. */
function validChart({ name, chart }: CellFile, notice: (fault: Fault) => void): Cell['chart'] {
  if (chart === undefined || chart === null) return null;
  const { spec, dropped } = readChartSpec(chart);
  if (dropped.length > 0) {
    const values = { name: name.slice(0, 64), field: dropped.join(', ') };
    notice({ code: spec ? 'chart-field' : 'chart-invalid', values });
  }
  if (!spec) return null;
  return Object.fromEntries(
    Object.entries(chart).filter(([field]) => !dropped.includes(field)),
  ) as unknown as Cell['chart'];
}

function sparseCell(cell: Cell): JsonObject {
  const file = sparse(cell, { name: null, template: null, ...defaultCell });
  if (cell.sql !== null) file.sql = split(cell.sql);
  if (file.text) file.text = mapValues(cell.text, split);
  return file;
}

const joined = (lines: string | string[]): string => (Array.isArray(lines) ? lines.join('\n') : lines);
const split = (text: string): string | string[] => (text.includes('\n') ? text.split('\n') : text);

const mapValues = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The source's fields in the document's order, for writing. */
const pick = (rest: typeof defaultSource) => {
  const { system, updated, cadence, ...others } = rest;
  return { system, updated, cadence, entity: null, ...others };
};

/** The object without fields that have their default; `defaults` gives the order, others follow theirs. */
function sparse(object: object, defaults: object): JsonObject {
  const values = object as JsonObject;
  const known = Object.entries(defaults)
    .filter(([key, value]) => Object.hasOwn(values, key) && !same(values[key], value))
    .map(([key]) => [key, values[key]]);
  const unknown = Object.entries(values).filter(([key]) => !Object.hasOwn(defaults, key));
  return Object.fromEntries([...known, ...unknown]) as JsonObject;
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
