import type { Mark } from '../chart/figure.ts';
import { drawnSpec } from '../chart/spec-read.ts';
import type { ChartSpec } from '../chart/spec.ts';
import { suggestChart } from '../chart/suggest.ts';
import { smallestGroup } from '../disclosure/behind.ts';
import type { Disclosure } from '../disclosure/disclose.ts';
import type { Rows } from '../engine/api.ts';
import { rowObjects } from '../engine/rows.ts';
import type { ExpectedSource } from '../entity/source.ts';
import type { Lang } from '../i18n/text.ts';
import { divisionsOf, templatesWith, type Divisions } from '../metric/notebook-templates.ts';
import { groupNote } from './group-note.ts';
import { cellHeading, cellQuestion } from '../notebook/cell-title.ts';
import type { Cell } from '../notebook/document.ts';
import { setParam, setSql } from '../notebook/edit.ts';
import { fail, ok, type Result } from '../result.ts';
import { sourcesBehind } from '../run/lineage.ts';
import { compile, type Given } from '../template/compile.ts';
import { findingRows } from '../template/finding-rows.ts';
import { labelChart, labelOf, labelRows } from '../template/labels.ts';
import { resolve } from '../template/resolve.ts';
import type { ParamValue, Template } from '../template/schema.ts';
import { plain, saidFirst, type FindingItem } from './findings.ts';
import {
  markCondition,
  markOfValues,
  markWords,
  peopleCondition,
  peopleOfFinding,
  peopleWords,
  type MarkRows,
} from './mark-rows.ts';
import { peopleBehind } from './people-behind.ts';
import type { NotebookSession } from './session.svelte.ts';

/** What of the session a cell follows from, and what it changes there. */
export type CellHost = Pick<
  NotebookSession,
  'notebook' | 'runs' | 'sources' | 'given' | 'filters' | 'trusted' | 'edit' | 'settle' | 'runOne'
>;

/** One cell of the open notebook as it is to be shown: what it asks, what came of it, what can be set. */
export class CellModel {
  readonly #host: CellHost;
  readonly #cell: () => Cell;
  readonly #lang: () => Lang;

  constructor(host: CellHost, cell: () => Cell, lang: () => Lang) {
    this.#host = host;
    this.#cell = cell;
    this.#lang = lang;
  }

  readonly #metrics = $derived.by(() => this.#host.notebook.metrics);
  readonly #goalMetrics = $derived.by(() => this.#host.notebook.goal.metrics);
  /** As text, so that an edit of another cell leaves them the same. */
  readonly #divisions = $derived.by(() => JSON.stringify(divisionsOf(this.#host.notebook)));
  readonly #templateOf = $derived.by(() =>
    templatesWith(
      { metrics: this.#metrics, goal: { metrics: this.#goalMetrics } },
      JSON.parse(this.#divisions) as Divisions,
    ),
  );
  readonly template = $derived.by(() => this.#templateOf(this.#cell().template));
  readonly kind = $derived(this.template?.view ?? 'analysis');
  readonly view = $derived.by(() => this.#host.runs.view(this.#cell().name));
  /** Whether its result is made by SQL. */
  readonly queries = $derived(this.kind === 'analysis' || this.kind === 'sql');
  /** Said where it looks at all customers although the goal asks for a group. */
  readonly groupNote = $derived.by(() => {
    const { notebook, runs } = this.#host;
    return this.queries
      ? groupNote(this.#cell().name, notebook, (name) => runs.view(name), this.#lang())
      : null;
  });
  readonly question = $derived.by(() => cellQuestion(this.#cell(), this.template, this.#lang()));
  readonly title = $derived.by(() => cellHeading(this.#cell(), this.template, this.#lang()));

  readonly output = $derived(this.view.output);
  /** Version of the rows in the result's table: those of the run in hand may be there before it is done. */
  readonly tableVersion = $derived(
    this.view.judging ? (this.view.planned?.version ?? '') : this.view.version,
  );
  // Parts that stay the same object while a run changes state, so that nothing is drawn or worded twice.
  readonly #chartRows = $derived(this.view.chart);
  readonly #ownChart = $derived.by(() => drawnSpec(this.#cell().chart));
  readonly #findingRows = $derived(this.output?.findings ?? null);
  readonly #fields = $derived(this.output?.fields ?? null);
  readonly #resolved = $derived.by(() =>
    this.template ? resolve(this.template, this.#cell().params, this.#chartRows) : null,
  );
  /** As text, so that a parameter that does not touch the chart leaves it the same. */
  readonly #templateChart = $derived(JSON.stringify(this.#resolved?.chart ?? null));

  /** Rows of the chart, coded values in words. */
  readonly rows = $derived.by(
    () => this.#chartRows && labelRows(this.template?.codes, this.#chartRows, this.#lang()),
  );
  readonly columns = $derived(
    this.kind === 'analysis' ? (this.#resolved?.columns ?? []) : (this.template?.columns ?? []),
  );
  /** The chart: chosen by hand, else the template's, else what can be drawn of a query's result. */
  readonly spec = $derived.by((): ChartSpec | null => {
    if (this.#ownChart) return this.#ownChart;
    const chart = JSON.parse(this.#templateChart) as ChartSpec | null;
    if (chart) return labelChart(this.template?.codes, chart, this.#lang());
    const [fields, rows] = [this.#fields, this.#chartRows];
    return fields && rows && this.kind === 'sql' ? suggestChart(fields, rows.count) : null;
  });
  /** Why no mark of the chart leads anywhere; null where some may, and of a chart chosen by hand. */
  readonly nowhere = $derived.by(() => (this.#ownChart ? null : (this.#resolved?.nowhere ?? null)));
  readonly filter = $derived.by(() => this.#host.filters.of(this.#cell().name, this.view.version));
  /** What it says that no cell above it has said. */
  readonly findings = $derived.by((): readonly FindingItem[] => {
    if (!this.#findingRows) return [];
    const { notebook, runs } = this.#host;
    const findings = (cell: string) => runs.view(cell).output?.findings;
    return saidFirst(this.#cell().name, { notebook, template: this.#templateOf, findings }, this.#lang());
  });
  /** Rewritten SQL has the pieces of what was chosen then: choosing anew would do nothing. */
  readonly params = $derived.by(() => {
    const params = this.template?.params ?? [];
    if (this.#cell().sql === null) return params;
    return params
      .filter((p) => !('options' in p && p.options[0]?.sql))
      .map((p) => ('options' in p ? { ...p, options: p.options.filter(({ sql }) => !sql) } : p));
  });
  readonly rewritten = $derived.by(() => this.#cell().sql !== null && this.kind === 'analysis');
  /** The SQL that can be edited: its own, else the template's. */
  readonly sql = $derived.by(() => this.#cell().sql ?? this.view.planned?.compiled?.editable ?? '');

  /**
   * The rows of the chart that may leave, as the chart shows them, how many marks it holds back, and the customers
   * behind the smallest of its figures.
   */
  async leavingChart(session: {
    disclosure(): Promise<Disclosure | null>;
  }): Promise<Result<{ rows: Rows; held: number; smallest: number | null }>> {
    const disclosure = await session.disclosure();
    if (!disclosure) return fail('disclosure-unready');
    const { name } = this.#cell();
    const rows = disclosure.charts.get(name);
    if (!rows) return fail('disclosure-chart');
    return ok({
      rows: labelRows(this.template?.codes, rows, this.#lang()),
      held: disclosure.groups.get(name)?.length ?? 0,
      smallest: smallestGroup(rows),
    });
  }

  /** What of the template a rewritten query would no longer feed, before it is run; nothing where it cannot be told. */
  lostBy(draft: string | null): readonly ('chart' | 'findings')[] {
    const given = this.#host.given;
    if (draft === null || !this.template || !given || this.kind !== 'analysis') return [];
    const { name, params } = this.#cell();
    const compiled = compile(this.template, name, params, given, draft);
    return compiled.ok ? compiled.value.lost : [];
  }

  /** The rows of the result that a finding is about, as a condition; null where it names none. */
  whereOf(item: FindingItem): string | null {
    const { given } = this.#host;
    return given ? this.#rowsOf(item, given) : null;
  }

  #rowsOf({ rule, row }: FindingItem, given: Given | null): string | null {
    if (!this.template) return null;
    const { name: cell, params } = this.#cell();
    const rows = findingRows(this.template, rule, row, { cell, params, given });
    return rows.ok ? rows.value : null;
  }

  /** Narrows the table to the rows that a finding is about. */
  show(item: FindingItem, where: string): void {
    const { rule, row, segments } = item;
    const { version } = this.view;
    const { name: cell, params } = this.#cell();
    const lasting = this.#rowsOf(item, null) ?? where;
    const people = this.#peopleWhere(peopleOfFinding(item, { cell, template: this.template, params }));
    const words = plain(segments);
    this.#host.filters.show(cell, {
      ...{ where, people, rule, words, version },
      who: peopleWords(this.template, words, this.#inWords(row), this.#lang()),
      ...(lasting === where ? {} : { lasting }),
    });
  }

  /** A row of codes in words. */
  #inWords(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { codes } = this.template ?? {};
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, labelOf(codes, name, value, this.#lang())]),
    );
  }

  #peopleWhere(where: string | null): string | undefined {
    return peopleBehind(this.#host.notebook, this.#cell(), this.template, where);
  }

  /** The template, where the chart is its own; over a rewritten result too. */
  get #marksOf(): Template | undefined {
    return this.#ownChart ? undefined : this.template;
  }

  /** The rows of the result that a mark of the chart stands for, as a condition; null where they cannot be told. */
  whereOfMark(mark: Mark): string | null {
    const of = this.#markRows;
    return of && markCondition(mark, of);
  }

  /** The customers whom a mark counts, as a SELECT; undefined where they cannot be told. */
  peopleOfMark(mark: Mark): string | undefined {
    const of = this.#markRows;
    return of ? this.#peopleWhere(peopleCondition(mark, of)) : undefined;
  }

  /** Whether a mark leads anywhere. */
  reaches(mark: Mark): boolean {
    return this.whereOfMark(mark) !== null || this.peopleOfMark(mark) !== undefined;
  }

  get #markRows(): MarkRows | null {
    const [chart, fields] = [this.#chartRows, this.#fields];
    if (!chart || !fields) return null;
    const { name: cell, params } = this.#cell();
    const given = this.#host.given;
    return { cell, template: this.#marksOf, params, given, chart, fields };
  }

  /** Narrows the table to the rows behind a row of the chart's table, where they can be told. */
  showRow(values: Readonly<Record<string, unknown>>): void {
    const mark = this.rows && this.spec ? markOfValues(values, this.spec, this.rows) : null;
    if (mark) this.showMark(mark);
  }

  /** Narrows the table to the customers behind a mark, or to its rows where the result's are all that is known. */
  showMark(mark: Mark): void {
    const where = this.whereOfMark(mark) ?? undefined;
    const people = this.peopleOfMark(mark);
    if (where === undefined && people === undefined) return;
    const words =
      this.rows && this.spec ? markWords(mark, this.#marksOf, this.spec, this.rows, this.#lang()) : '';
    const { version } = this.view;
    const row = this.rows ? (rowObjects(this.rows)[mark.row] ?? {}) : {};
    this.#host.filters.show(this.#cell().name, {
      ...{ where, people, rule: 'mark', words, version },
      who: peopleWords(this.#marksOf, words, row, this.#lang()),
      ...(people ? { shows: 'people' as const } : {}),
    });
  }

  /** Sets a parameter; while a slider is dragged the change is not settled yet. */
  change(param: string, value: ParamValue, dragging = false): void {
    const { name } = this.#cell();
    this.#host.edit('setParam', (n) => setParam(n, name, param, value), { name, field: param });
    if (!dragging) this.#host.settle();
  }

  /** Runs the cell with a rewritten query, or as it is; a trusted notebook runs it by itself when it has changed. */
  apply(draft: string | null): void {
    const { name, sql } = this.#cell();
    const original = this.kind === 'analysis' && sql === null ? this.view.planned?.compiled?.editable : null;
    if (draft !== null && draft !== original) {
      // The query may be one that was cancelled before.
      this.#host.runs.release(name);
      this.#host.edit('setSql', (n) => setSql(n, name, draft), { name });
      if (this.#host.trusted) return;
    }
    this.#host.runOne(name);
  }

  /** The sources that the result is made of, as the notebook describes them. */
  sourcesBehind(): ExpectedSource[] {
    const { notebook, runs, sources } = this.#host;
    const isCell = (name: string) => notebook.cells.some((other) => other.name === name);
    const names = sourcesBehind(
      this.#cell().name,
      (name) => (isCell(name) ? (runs.view(name).planned?.reads ?? []) : undefined),
      sources.mapped(notebook.sources),
    );
    return notebook.sources.filter((source) => names.includes(source.name));
  }
}
