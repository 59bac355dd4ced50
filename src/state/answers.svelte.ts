import { answersText } from '../i18n/answers.ts';
import { fill } from '../i18n/fill.ts';
import { illustrates, miniOf, type Mini } from '../chart/mini.ts';
import { drawnSpec } from '../chart/spec-read.ts';
import type { Format } from '../i18n/formats.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import { cellTitle, titleInList } from '../notebook/cell-title.ts';
import type { ReportFinding } from '../report/input.ts';
import { insightsOf, NOTHING_HELD } from '../report/insights.ts';
import { drawsFigures, keyFiguresOf, type KeyFigure } from '../report/key-figures.ts';
import { saidOnce } from '../report/said-once.ts';
import { insightHeadline } from '../report/headline.ts';
import { plain } from '../report/findings.ts';
import type { Rows } from '../engine/api.ts';
import type { Cell } from '../notebook/document.ts';
import type { Template } from '../template/schema.ts';
import type { Segment } from '../template/findings.ts';
import { labelChart, labelRows } from '../template/labels.ts';
import { resolve } from '../template/resolve.ts';
import { widePlanned } from './report.ts';
import { peopleCondition, peopleWords } from './mark-rows.ts';
import { peopleBehind } from './people-behind.ts';
import type { NotebookSession } from './session.svelte.ts';

const FIGURES = 4;
const INSIGHTS = 3;

export type AnswersHost = Pick<NotebookSession, 'notebook' | 'prepared' | 'runs' | 'filters' | 'trusted'>;

/** An insight as the top of the page tells it. */
export interface Answer {
  id: string;
  /** Cell that it comes from, and what that is called. */
  cell: string;
  cellTitle: string;
  severity: ReportFinding['severity'];
  headline: Segment[];
  /** The rest of its sentence; empty where all is in the headline. */
  rest: Segment[];
  /** What to do; '' where its template does not say. */
  action: string;
  /** What it weighs: `¥398 万 · 213`, a rate's interval. */
  stake: string;
  mini: Mini | null;
  /** Narrows its cell's table to the rows that it is about; null where it names none. */
  show: (() => void) | null;
}

/** A key figure as the top of the page shows it. */
export interface Tile extends KeyFigure {
  /** Narrows its cell's table to the customers whom it counts; null where they cannot be told. */
  show: (() => void) | null;
}

/** What the page opens on: key figures and the most valuable insights, as far as the cells have run. */
export class Answers {
  readonly #host: AnswersHost;
  readonly #lang: () => Lang;

  constructor(host: AnswersHost, lang: () => Lang) {
    this.#host = host;
    this.#lang = lang;
  }

  readonly #templateOf = $derived.by(() => templatesOf(this.#host.notebook));

  readonly #insights = $derived.by(() => {
    const { notebook, prepared, runs } = this.#host;
    const findings = (cell: string) => runs.view(cell).output?.findings;
    return saidOnce(
      insightsOf(
        {
          ...{ notebook, prepared, template: this.#templateOf, findings, disclosure: NOTHING_HELD },
          wide: widePlanned({ notebook, runs }),
        },
        this.#lang(),
      ),
    );
  });

  /** The first key figures of the first cell that draws some; null where the notebook has no such cell. */
  readonly figures = $derived.by((): { cell: string; tiles: Tile[] } | null => {
    const { cells, currency } = this.#host.notebook;
    for (const cell of cells) {
      const template = this.#templateOf(cell.template);
      if (!drawsFigures(cell, template)) continue;
      const rows = this.#host.runs.view(cell.name).chart;
      const figures = rows ? keyFiguresOf(template, rows, this.#lang(), currency).slice(0, FIGURES) : [];
      return {
        cell: cell.name,
        tiles: figures.map((figure) => ({
          ...figure,
          show: this.#showPeople(cell, template, rows!, figure),
        })),
      };
    }
    return null;
  });

  /** Narrows a cell's table to the customers whom a tile counts; null where they cannot be told. */
  #showPeople(cell: Cell, template: Template, chart: Rows, { row, label }: KeyFigure): (() => void) | null {
    const { notebook, prepared, runs, filters } = this.#host;
    const { name, params } = cell;
    const mark = { row, columns: [template.chart!.label!.column] };
    const of = { cell: name, template, params, given: prepared?.given ?? null, chart, fields: [] };
    const people = peopleBehind(notebook, cell, template, peopleCondition(mark, of));
    if (people === undefined) return null;
    const who = peopleWords(template, label, {}, this.#lang());
    return () => {
      const { version } = runs.view(name);
      filters.show(name, {
        where: undefined,
        people,
        who,
        rule: 'mark',
        words: label,
        version,
        shows: 'people',
      });
    };
  }

  /** A chart is drawn once, beside what has most at stake in it. */
  readonly insights = $derived.by(() => {
    const top = this.#insights.slice(0, INSIGHTS);
    return top.map((insight, i) =>
      this.#answer(insight, top.findIndex(({ cell }) => cell === insight.cell) === i),
    );
  });

  /** Whether results are still to come: what is not there yet is waited for. */
  readonly waiting = $derived.by(() => {
    const { runs, notebook, trusted } = this.#host;
    if (!trusted) return false;
    return runs.busy || notebook.cells.every(({ name }) => runs.view(name).output === null);
  });

  /** Cells that cannot say anything for want of columns: their titles. */
  readonly lacking = $derived.by(() =>
    this.#host.notebook.cells
      .filter(({ name }) => this.#host.runs.view(name).missing.length > 0)
      .map((cell) =>
        titleInList(cellTitle(cell, this.#templateOf(cell.template), this.#lang()), this.#lang()),
      ),
  );

  /** How many skeletons hold the place of what is to come. */
  readonly places = $derived.by(() => (this.waiting ? INSIGHTS - this.insights.length : 0));

  #answer(insight: ReportFinding, draws: boolean): Answer {
    const { notebook, runs, filters } = this.#host;
    const lang = this.#lang();
    const cell = notebook.cells.find(({ name }) => name === insight.cell)!;
    const [headline, rest] = insightHeadline(insight, lang);
    const { rows: where, lasting } = insight;
    const show =
      where === undefined
        ? null
        : () => {
            const { version } = runs.view(cell.name);
            const words = plain(insight.sentence);
            filters.show(cell.name, { where, lasting, rule: 'finding', words, version });
          };
    return {
      id: `${insight.cell} ${insight.id ?? ''}`,
      cell: cell.name,
      cellTitle: cellTitle(cell, this.#templateOf(cell.template), lang),
      severity: insight.severity,
      headline,
      rest,
      action: insight.measure?.action ?? '',
      stake: stakeText(insight, lang, notebook.currency),
      mini: draws ? this.#mini(insight) : null,
      show,
    };
  }

  #mini({ cell: name, subjects = [], weight }: ReportFinding): Mini | null {
    const cell = this.#host.notebook.cells.find((other) => other.name === name)!;
    const template = this.#templateOf(cell.template);
    const rows = this.#host.runs.view(name).chart;
    const own = drawnSpec(cell.chart);
    const chart = own ?? (template && resolve(template, cell.params, rows).chart);
    if (!rows || !chart) return null;
    const lang = this.#lang();
    if (template && chart.kind === 'kpi') {
      const { label, value, previous } = chart;
      const figure = keyFiguresOf(template, rows, lang, this.#host.notebook.currency)[0];
      const at = (column: string | undefined) =>
        Number(rows.data[rows.fields.findIndex((field) => field.name === column)]?.[0]);
      const [now, before] = [at(value?.column), at(previous?.column)];
      if (!label || !figure || !Number.isFinite(now) || !Number.isFinite(before)) return null;
      const format = (rows.data[rows.fields.findIndex((f) => f.name === chart.formats?.column)]?.[0] ??
        'number') as Format;
      return {
        kind: 'bars',
        format,
        bars: [
          { label: previous!.label![lang], value: before, marked: false },
          { label: value!.label![lang], value: now, marked: true },
        ],
      };
    }
    const mini = miniOf(
      labelChart(template?.codes, chart, lang),
      labelRows(template?.codes, rows, lang),
      subjects,
      weight.money === null && weight.rate && template
        ? {
            share: weight.rate.value,
            columns: template.columns.filter(({ format }) => format === 'percent').map(({ name }) => name),
          }
        : null,
    );
    return mini && illustrates(mini, weight.money !== null) ? mini : null;
  }
}

/** What an insight weighs: its money and whom it reaches, or its rate's interval. */
function stakeText({ weight, customers }: ReportFinding, lang: Lang, currency: string): string {
  const write = (n: number, format: Format) =>
    formatValue(n, format, { lang, currency, digits: 'sentence', short: format !== 'integer' });
  const { money, rate } = weight;
  const zh = lang === 'zh';
  const parts = [
    ...(money === null ? [] : [zh ? `涉及 ${write(money, 'money')}` : `${write(money, 'money')} at stake`]),
    ...(customers ? [fill(answersText.reached, lang, { customers: write(customers, 'integer') })] : []),
    ...(rate === null || money !== null
      ? []
      : [
          `${zh ? '95% 区间 ' : '95% interval '}${[rate.low, rate.high]
            .map((n) => write(n, rate.value >= 0 && rate.value <= 1 ? 'percent' : 'number'))
            .join(zh ? ' 至 ' : ' to ')}`,
        ]),
  ];
  return parts.join(' · ');
}
