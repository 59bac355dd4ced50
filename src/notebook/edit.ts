import type { ChartSpec } from '../chart/spec.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';
import { fail, ok, refused, type Result } from '../result.ts';
import type { ParamValue, ParamValues } from '../template/schema.ts';
import { defaultCell } from './defaults.ts';
import type { Cell, Goal, Notebook, OwnMetric } from './document.ts';
import type { CleaningSetting } from '../entity/rules/rule.ts';
import type { ExpectedSource } from '../entity/source.ts';
import { nameFault, uniqueName } from './names.ts';
import { ALL_SEGMENTS, SEGMENT, segmentOption } from './segments.ts';
import { renameTable } from '../sql/rename.ts';

/*
 * Every operation returns a new notebook that shares what did not change, so a run can tell by identity
 * which cells an edit touched. An operation on a cell that is not there returns the same notebook.
 */

/** A new cell; what is left out has the file's defaults, and its name is made from the template's id. */
export type NewCell = Pick<Cell, 'template'> & Partial<Cell>;

const findCell = (notebook: Notebook, name: string): Cell | undefined =>
  notebook.cells.find((cell) => cell.name === name);

const cellNames = (notebook: Notebook): string[] => notebook.cells.map((cell) => cell.name);

/** Adds a cell at a 0-based position (default: the end); returns the name it got as well. */
export function addCell(
  notebook: Notebook,
  cell: NewCell,
  at: number = notebook.cells.length,
): { notebook: Notebook; name: string } {
  const name = uniqueName(cell.name ?? cell.template, cellNames(notebook));
  const cells = notebook.cells.toSpliced(clamp(at, notebook.cells.length), 0, {
    ...defaultCell,
    ...cell,
    name,
  });
  return { notebook: { ...notebook, cells }, name };
}

/** Moves a cell so that it stands at the 0-based position `to`. */
export function moveCell(notebook: Notebook, name: string, to: number): Notebook {
  const from = notebook.cells.findIndex((cell) => cell.name === name);
  const target = clamp(to, notebook.cells.length - 1);
  if (from < 0 || from === target) return notebook;
  const rest = notebook.cells.toSpliced(from, 1);
  return { ...notebook, cells: rest.toSpliced(target, 0, notebook.cells[from]!) };
}

/** Puts a copy right below the cell; returns the copy's name, '' when there is no such cell. */
export function duplicateCell(notebook: Notebook, name: string): { notebook: Notebook; name: string } {
  const at = notebook.cells.findIndex((cell) => cell.name === name);
  if (at < 0) return { notebook, name: '' };
  return addCell(notebook, structuredClone(notebook.cells[at]!), at + 1);
}

/** A segment that goes is no longer the goal's group (all customers are) nor what analyses are divided by. */
export function deleteCell(notebook: Notebook, name: string): Notebook {
  const cells = notebook.cells.filter((cell) => cell.name !== name);
  if (cells.length === notebook.cells.length) return notebook;
  const { goal } = notebook;
  const left = withoutSegment(cells, name);
  return isGroup(goal, name)
    ? { ...notebook, goal: { ...goal, group: { kind: 'all' } }, cells: left }
    : { ...notebook, cells: left };
}

const isGroup = ({ group }: Goal, cell: string): boolean => group.kind === 'segment' && group.cell === cell;

/** Analyses divided by it take their defaults again, and so do those by all segments where none is left. */
function withoutSegment(cells: Cell[], name: string): Cell[] {
  const gone = [segmentOption(name), ...(cells.some((c) => c.template === SEGMENT) ? [] : [ALL_SEGMENTS])];
  return mapParams(cells, (value) => (gone.some((option) => option === value) ? undefined : value));
}

/** Cells with their parameters changed; undefined takes a parameter's default. Those that keep theirs stay the same. */
const mapParams = (cells: Cell[], change: (value: ParamValue) => ParamValue | undefined): Cell[] =>
  cells.map((cell) => {
    const entries = Object.entries(cell.params);
    const changed = entries.map(([id, value]) => [id, change(value)] as const);
    if (changed.every(([, value], i) => value === entries[i]![1])) return cell;
    const kept = changed.filter((entry): entry is [string, ParamValue] => entry[1] !== undefined);
    return { ...cell, params: Object.fromEntries(kept) };
  });

/**
 * Renames a cell and, in the forked SQL of every cell, the references to it; links to `#name` in texts
 * follow too, and of a segment the goal's group and the parameters that name it. Faults: `cell-missing` and those of `nameFault`, each with {name}.
 */
export function renameCell(notebook: Notebook, from: string, to: string): Result<Notebook> {
  if (!findCell(notebook, from)) return fail('cell-missing', { values: { name: from } });
  if (from === to) return ok(notebook);
  const fault = nameFault(to, cellNames(notebook));
  if (fault) return refused(fault);
  const cells = notebook.cells.map((cell) => {
    const sql = cell.sql === null ? null : renameTable(cell.sql, from, to);
    const text = relink(cell.text, from, to);
    if (cell.name === from) return { ...cell, name: to, sql, text };
    return sql === cell.sql && text === cell.text ? cell : { ...cell, sql, text };
  });
  const [was, is] = [segmentOption(from), segmentOption(to)];
  const { goal } = notebook;
  return ok({
    ...notebook,
    ...(isGroup(goal, from) ? { goal: { ...goal, group: { kind: 'segment', cell: to } } } : {}),
    cells: mapParams(cells, (value) => (value === was ? is : value)),
  });
}

export const foldCell = (notebook: Notebook, name: string, folded: boolean): Notebook =>
  change(notebook, name, 'folded', folded);

export const setCellTitle = (notebook: Notebook, name: string, title: string): Notebook =>
  change(notebook, name, 'title', title);

/** Sets one parameter; `undefined` takes the template's default again. */
export function setParam(
  notebook: Notebook,
  name: string,
  param: string,
  value: ParamValue | undefined,
): Notebook {
  const cell = findCell(notebook, name);
  if (!cell) return notebook;
  const { [param]: old, ...others } = cell.params;
  if (value === undefined) return old === undefined ? notebook : setParams(notebook, name, others);
  return isSame(old, value) ? notebook : setParams(notebook, name, { ...cell.params, [param]: value });
}

/** A slider that is let go says once more what it said last, in an object of its own. */
const isSame = (old: ParamValue | undefined, value: ParamValue): boolean =>
  Object.is(old, value) || (typeof value === 'object' && JSON.stringify(old) === JSON.stringify(value));

const setParams = (notebook: Notebook, name: string, params: ParamValues): Notebook =>
  change(notebook, name, 'params', params);

/** Forks the cell's SQL. */
export const setSql = (notebook: Notebook, name: string, sql: string): Notebook =>
  change(notebook, name, 'sql', sql);

/** Takes the template's SQL again. */
export const revertSql = (notebook: Notebook, name: string): Notebook => change(notebook, name, 'sql', null);

/** Sets the cell's own chart; null takes the template's. */
export const setChart = (notebook: Notebook, name: string, chart: ChartSpec | null): Notebook =>
  change(notebook, name, 'chart', chart);

/** Sets or (null) removes several texts of the cell. */
export const setTexts = (
  notebook: Notebook,
  name: string,
  texts: Readonly<Record<string, string | null>>,
): Notebook =>
  Object.entries(texts).reduce((made, [section, text]) => setText(made, name, section, text), notebook);

/** Sets one text of the cell (`body` of a text cell, a section of a report); null removes it. */
export function setText(notebook: Notebook, name: string, section: string, text: string | null): Notebook {
  const cell = findCell(notebook, name);
  if (!cell || (cell.text[section] ?? null) === text) return notebook;
  const { [section]: _old, ...others } = cell.text;
  return change(notebook, name, 'text', text === null ? others : { ...cell.text, [section]: text });
}

export const setTitle = (notebook: Notebook, title: string): Notebook =>
  title === notebook.title ? notebook : { ...notebook, title };

export const setCurrency = (notebook: Notebook, currency: string): Notebook =>
  currency === notebook.currency ? notebook : { ...notebook, currency };

export const setDisclosure = (notebook: Notebook, rules: Partial<DisclosureRules>): Notebook => ({
  ...notebook,
  disclosure: { ...notebook.disclosure, ...rules },
});

export const setGoal = (notebook: Notebook, goal: Partial<Goal>): Notebook => ({
  ...notebook,
  goal: { ...notebook.goal, ...goal },
});

/** Adds a metric of the analyst's own, or replaces the one of that id. */
export function putMetric(notebook: Notebook, metric: OwnMetric): Notebook {
  const at = notebook.metrics.findIndex((other) => other.id === metric.id);
  const { metrics } = notebook;
  return {
    ...notebook,
    metrics: at < 0 ? [...metrics, metric] : metrics.with(at, { ...metrics[at]!, ...metric }),
  };
}

/** Removes it, from the goal's choice and from the cells that show it too: these take their defaults again. */
export function removeMetric(notebook: Notebook, id: string): Notebook {
  const others = notebook.metrics.filter((metric) => metric.id !== id);
  if (others.length === notebook.metrics.length) return notebook;
  const cells = mapParams(notebook.cells, (value) => {
    if (value === id) return undefined;
    if (!Array.isArray(value)) return value;
    const list: unknown[] = value;
    return list.includes(id) ? (list.filter((one) => one !== id) as ParamValue) : value;
  });
  const goal = { ...notebook.goal, metrics: notebook.goal.metrics.filter((one) => one !== id) };
  return { ...notebook, goal, metrics: others, cells };
}

/** An id for a new metric of that name: what of it can stand in SQL, and a number when that is taken. */
export function newMetricId(notebook: Pick<Notebook, 'metrics'>, name: string): string {
  const word = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40);
  const taken = (id: string) => notebook.metrics.some((metric) => metric.id === id);
  const first = `own_${word || 'metric'}`;
  if (word !== '' && !taken(first)) return first;
  for (let n = 1; ; n++) if (!taken(`${first}_${n}`)) return `${first}_${n}`;
}

/** Sets a cleaning rule; null lets it run with its defaults again. */
export function setCleaning(
  notebook: Notebook,
  rule: string,
  setting: Omit<CleaningSetting, 'rule'> | null,
): Notebook {
  const at = notebook.cleaning.findIndex((other) => other.rule === rule);
  if (setting === null)
    return at < 0 ? notebook : { ...notebook, cleaning: notebook.cleaning.toSpliced(at, 1) };
  const cleaning =
    at < 0
      ? [...notebook.cleaning, { rule, ...setting }]
      : notebook.cleaning.with(at, { ...notebook.cleaning[at]!, ...setting });
  return { ...notebook, cleaning };
}

/** Replaces what the notebook expects of its sources. */
const setSources = (notebook: Notebook, sources: ExpectedSource[]): Notebook => ({
  ...notebook,
  sources,
});

/** Adds an expected source, or replaces the one of that name. */
export function putSource(notebook: Notebook, source: ExpectedSource): Notebook {
  const at = notebook.sources.findIndex((other) => other.name === source.name);
  return setSources(notebook, at < 0 ? [...notebook.sources, source] : notebook.sources.with(at, source));
}

export const removeSource = (notebook: Notebook, name: string): Notebook =>
  setSources(
    notebook,
    notebook.sources.filter((source) => source.name !== name),
  );

function change<K extends keyof Cell>(notebook: Notebook, name: string, field: K, value: Cell[K]): Notebook {
  const at = notebook.cells.findIndex((cell) => cell.name === name);
  const cell = notebook.cells[at];
  if (!cell || Object.is(cell[field], value)) return notebook;
  return { ...notebook, cells: notebook.cells.with(at, { ...cell, [field]: value }) };
}

/** Markdown links to a cell, `[words](#name)`, with the new name. */
function relink(text: Cell['text'], from: string, to: string): Cell['text'] {
  const entries = Object.entries(text);
  const link = `](#${from})`;
  if (!entries.some(([, body]) => body.includes(link))) return text;
  return Object.fromEntries(entries.map(([id, body]) => [id, body.replaceAll(link, `](#${to})`)]));
}

const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, Math.trunc(value)));
