import { gatedResult } from '../disclosure/gated-result.ts';
import type { GatedTable } from '../disclosure/table.ts';
import type { Contents } from '../egress/departure.ts';
import { contentsOf } from '../egress/departure.ts';
import { faultText } from '../i18n/faults/index.ts';
import { listText } from '../i18n/lists.ts';
import type { Lang } from '../i18n/text.ts';
import { ok, type Fault, type Result } from '../result.ts';
import { segmentSql, summariseRows, type RowsSummary } from '../run/list-rows.ts';
import { lookUpPeople, peopleTable } from '../run/people-rows.ts';
import { replacePlaceholders } from '../sql/placeholders.ts';
import { givenLiterals } from '../template/compile.ts';
import type { ResultColumn } from '../template/schema.ts';
import { Exporting, type ExportKind } from './exporting.svelte.ts';
import { listColumns, listPage, listTable, type ListColumn, type ListOrder } from './list-export.ts';
import { addSegment, segmentName } from './segments.ts';
import type { NotebookEngine } from './engines.ts';
import type { ResultField } from './result-pages.ts';
import type { NotebookSession } from './session.svelte.ts';
import type { CellModel } from './cell-model.svelte.ts';

/** Of customers who are looked up: who, and what they bought in the goal's scope. */
const PEOPLE_COLUMNS: ResultColumn[] = [
  { name: 'customer', label: listText.customer, format: 'text' },
  { name: 'orders', label: listText.orders, format: 'integer' },
  { name: 'amount', label: listText.spend, format: 'money', adds: true },
];

/** What of the session a list follows from, and what it changes there. */
export type RowsHost = Pick<
  NotebookSession,
  'notebook' | 'engines' | 'prepared' | 'runs' | 'readonly' | 'edit' | 'disclosure' | 'filters'
>;

/** The rows of a cell's result that a mark or a finding is about: their account, and what can be made of them. */
export class CellRows {
  readonly #host: RowsHost;
  readonly #model: CellModel;
  readonly #name: string;
  readonly exporting: Exporting;
  /** What the rows come to; null while they are counted. */
  summary = $state.raw<RowsSummary | null>(null);
  /** Why they could not be counted: a rewritten cell may no longer have the columns that the condition asks for. */
  fault = $state.raw<Fault | null>(null);

  /** The customers who are looked at in place of the result's rows; null while there are none. */
  people = $state.raw<ResultField[] | null>(null);

  constructor(host: RowsHost, model: CellModel, name: string) {
    this.#host = host;
    this.#model = model;
    this.#name = name;
    this.exporting = new Exporting(() => host.engines.notebook());
  }

  get currency(): string {
    return this.#host.notebook.currency;
  }
  /** Rows of the whole result. */
  get all(): number {
    return this.#model.output?.count ?? 0;
  }
  /** The column that is added up, where the result has one. */
  get sumColumn(): ResultColumn | null {
    const fields = this.#fields;
    return (
      this.columnsShown.find(({ name, adds }) => adds && fields.some((field) => field.name === name)) ?? null
    );
  }
  /** Whether the rows are customers of whom a segment can be made here. */
  get segments(): boolean {
    return !this.#host.readonly && this.#customers;
  }
  /** Whether customers are known by pseudonyms only. */
  get pseudonyms(): boolean {
    return (
      this.#customers &&
      this.#host.notebook.sources.some(
        ({ mapping, privacy }) =>
          mapping['customer'] !== undefined && privacy[mapping['customer']] === 'pseudonymise',
      )
    );
  }

  get #customers(): boolean {
    return this.#fields.some(({ name }) => name === 'customer');
  }
  get #fields(): readonly ResultField[] {
    return this.#people === undefined ? (this.#model.output?.fields ?? []) : (this.people ?? []);
  }
  get #where(): string | undefined {
    return this.#people === undefined ? this.#model.filter?.where : 'true';
  }
  /** The SELECT of the customers who are asked for. */
  get #people(): string | undefined {
    const { filter } = this.#model;
    return filter?.shows === 'people' ? filter.people : undefined;
  }
  /** Whether customers are shown and not the result's rows. */
  get ofPeople(): boolean {
    return this.#people !== undefined;
  }
  /** Whether one can turn from the rows to the customers behind them, or back. */
  get turns(): boolean {
    return this.#model.filter?.people !== undefined && this.#model.filter.where !== undefined;
  }
  /** Table that the rows stand in. */
  get table(): string {
    return this.#people === undefined ? this.#name : peopleTable(this.#name);
  }
  get columnsShown(): ResultColumn[] {
    return this.#people === undefined ? this.#model.columns : PEOPLE_COLUMNS;
  }

  /** Counts the rows that are asked for now, and adds them up. */
  async count(): Promise<void> {
    const [asked, people] = [this.#where, this.#people];
    this.summary = null;
    this.fault = null;
    this.people = null;
    if (asked === undefined) return;
    const engine = await this.#host.engines.notebook();
    const stale = () => asked !== this.#where || people !== this.#people;
    if (people !== undefined && engine.ok) {
      const found = await this.#lookUp(engine.value, people);
      if (stale()) return;
      if (!found.ok) {
        this.fault = found.fault;
        return;
      }
      this.people = found.value;
    }
    const counted = engine.ok
      ? await summariseRows(engine.value, this.table, asked, {
          sum: this.sumColumn?.name ?? null,
          customers: this.#customers,
        })
      : engine;
    if (stale()) return;
    if (counted.ok) this.summary = counted.value;
    else this.fault = counted.fault;
  }

  /** Looks up the customers of a SELECT as the cell looks at them: all, where it looks at all. */
  #lookUp(engine: NotebookEngine, people: string): Promise<Result<ResultField[]>> {
    const { prepared, runs } = this.#host;
    const everyone = runs.view(this.#name).planned?.everyone === true;
    const select = prepared ? replacePlaceholders(people, givenLiterals(prepared.given, {})) : people;
    return lookUpPeople(engine, this.#name, select, {
      orders: prepared?.mapped.has('orders.amount') ?? false,
      everyone,
    });
  }

  /** Turns from the rows to the customers behind them, or back. */
  turn(): void {
    this.#host.filters.turn(this.#name);
  }

  /** The columns that a list can have. */
  columns(lang: Lang): ListColumn[] {
    return listColumns(this.#fields, this.columnsShown, this.#host.prepared?.mapped ?? new Set(), lang);
  }

  /** Writes the rows to a file; there is none where it was stopped or could not be. */
  async list(
    columns: readonly ListColumn[],
    kind: ExportKind,
    { lang, plain, words }: { lang: Lang; plain: boolean; words: string },
  ): Promise<{ file: { blob: Blob; name: string; contents: Contents } | null; fault: string | null }> {
    const { output, template, filter } = this.#model;
    if (!output) return { file: null, fault: null };
    const view = () => this.#host.runs.view(this.#name);
    const name = plain
      ? `${this.#name}-${filter?.rule ?? 'list'}`
      : words.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 60);
    const order: ListOrder = {
      cell: this.table,
      name: name || this.#name,
      where: this.#where,
      count: this.summary?.rows ?? output.count,
      fields: this.#fields,
      columns,
      declared: this.columnsShown,
      codes: template?.codes,
      currency: this.currency,
      lang,
      plain,
      current: () => view().output === output && view().state !== 'running',
    };
    const table = listTable(order);
    const gated = await this.#gated();
    if (!gated.ok) return { file: null, fault: faultText(gated.fault, lang) };
    const { rows, smallest } = gated.value ?? { rows: null, smallest: this.#customers ? 1 : null };
    if (rows) Object.assign(table, { count: rows.count, page: listPage(rows, order) });
    const written = await this.exporting.write(table, kind);
    if (!written.ok)
      return {
        file: null,
        fault: written.fault.code === 'cancelled' ? null : faultText(written.fault, lang),
      };
    return {
      file: {
        blob: written.value.blob,
        name: `${table.name}.${kind}`,
        contents: { ...contentsOf('table', table), smallestGroup: smallest },
      },
      fault: null,
    };
  }

  /** The rows that may leave, where the rules of disclosure hold for tables too; null where they do not. */
  async #gated(): Promise<Result<GatedTable | null>> {
    if (!this.#host.notebook.disclosure.tables) return ok(null);
    const disclosure = await this.#host.disclosure();
    const engine = await this.#host.engines.notebook();
    return engine.ok ? gatedResult(engine.value, this.#name, disclosure, { where: this.#where }) : engine;
  }

  /** The name that a segment of this title gets in SQL. */
  segmentName(title: string): string {
    return segmentName(this.#host.notebook, title);
  }

  /** Keeps the rule that the rows follow from as a segment of the notebook. */
  saveSegment(title: string): void {
    const [where, people] = [this.#where, this.#people];
    if (where === undefined) return;
    const name = this.segmentName(title);
    const sql = people ?? segmentSql(this.#name, this.#model.filter?.lasting ?? where);
    this.#host.edit('addCell', (n) => addSegment(n, this.#name, title, sql), { name });
  }
}
