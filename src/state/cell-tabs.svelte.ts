import { cellText } from '../i18n/cell.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import type { View } from '../template/schema.ts';
import type { CellModel } from './cell-model.svelte.ts';

interface CellTab {
  id: string;
  label: string;
  count?: string;
}

/** What of a cell decides on its tabs. */
export interface Tabbed {
  kind: View;
  /** Whether its result is made by SQL: nothing else has tabs. */
  queries: boolean;
  /** Whether there is a chart to draw. */
  charted: boolean;
  /** Rows of its result; null while there is none. */
  rows: number | null;
  /** The tab that its template opens with. */
  opens: 'table' | undefined;
}

/** The tabs of a cell: its chart where there can be one, table, SQL, and what the analysis means. */
export function tabsOf({ kind, queries, charted, rows }: Tabbed, lang: Lang): CellTab[] {
  if (!queries) return [];
  const count = rows === null ? {} : { count: formatValue(rows, 'integer', { lang, currency: '' }) };
  return [
    ...(charted || (kind === 'sql' && rows !== null)
      ? [{ id: 'chart', label: cellText.tabChart[lang] }]
      : []),
    { id: 'table', label: cellText.tabTable[lang], ...count },
    { id: 'sql', label: 'SQL' },
    ...(kind === 'analysis' ? [{ id: 'definition', label: cellText.tabDefinition[lang] }] : []),
  ];
}

/** The tab that is shown: the chosen one while it is there; a query starts from its text, then shows what can be drawn of it, else its rows. */
export function shownTab(of: Tabbed, tabs: readonly Pick<CellTab, 'id'>[], chosen: string | null): string {
  if (chosen !== null && tabs.some(({ id }) => id === chosen)) return chosen;
  if (of.kind === 'sql' && !of.charted) return of.rows === null ? 'sql' : 'table';
  return of.opens ?? tabs[0]?.id ?? '';
}

/** Which tab of a cell is looked at. */
export class CellTabs {
  readonly #model: CellModel;
  readonly #lang: () => Lang;
  #chosen = $state<string | null>(null);

  constructor(model: CellModel, lang: () => Lang) {
    this.#model = model;
    this.#lang = lang;
  }

  readonly #of = $derived.by((): Tabbed => ({
    kind: this.#model.kind,
    queries: this.#model.queries,
    charted: this.#model.spec !== null,
    rows: this.#model.output?.count ?? null,
    opens: this.#model.template?.opens,
  }));
  readonly list = $derived.by(() => tabsOf(this.#of, this.#lang()));
  readonly current = $derived.by(() => shownTab(this.#of, this.list, this.#chosen));

  choose(id: string): void {
    this.#chosen = id;
  }

  /** Rows were asked for, here or in the report: they stand below the chart, or in the table where there is none. */
  showRows(): void {
    if (this.current !== 'chart' && this.current !== 'table')
      this.#chosen = this.#of.charted ? 'chart' : 'table';
  }
}
