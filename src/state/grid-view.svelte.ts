import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Format } from '../i18n/formats.ts';
import type { Lang } from '../i18n/text.ts';
import type { RowTest } from '../sql/row-test.ts';
import type { Codes } from '../template/schema.ts';
import { readFilter, readSearch, type FilterColumn } from './grid-filter.ts';
import type { GridSort } from './result-pages.ts';

/** Limits of a column's width by hand, in pixels. */
const [NARROWEST, WIDEST] = [48, 1200];
/** Numbers that are places in a week, a year or a day: they are read from the first on. */
const IN_ORDER: readonly Format[] = ['weekday', 'month', 'hour'];
/** From how many columns on the first one stays in sight when nothing was chosen. */
const MANY_COLUMNS = 8;

/**
 * How a reader has set up a table: its order, which rows and columns are shown, how wide, and which stay in sight.
 * It is of the page alone, never of the notebook.
 */
export class GridView {
  sort = $state.raw<GridSort>(null);
  /** What was typed to be looked for in all columns. */
  search = $state('');
  /** Whether the row of filters is open. */
  filtering = $state(false);
  /** Column whose filter is to be typed next, where one was asked for; '' for the first. */
  wanted = $state.raw<string | null>(null);
  /** What was typed over each column. */
  readonly filters = new SvelteMap<string, string>();
  readonly #hidden = new SvelteSet<string>();
  readonly #widths = new SvelteMap<string, number>();
  #frozen = $state<string | null>(null);
  #frozenChosen = $state(false);

  /** A column's width as set by hand, in pixels. */
  widthOf(column: string): number | undefined {
    return this.#widths.get(column);
  }

  /** Sets a column's width, or with null gives it back to what is in it. */
  setWidth(column: string, width: number | null): void {
    if (width === null) this.#widths.delete(column);
    else this.#widths.set(column, Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))));
  }

  isHidden(column: string): boolean {
    return this.#hidden.has(column);
  }

  /** Shows or hides a column; the last one stays. Its filter goes with it: nothing unseen narrows the rows. */
  setHidden(column: string, hidden: boolean, all: readonly string[]): void {
    if (!hidden) this.#hidden.delete(column);
    else if (all.filter((name) => !this.#hidden.has(name)).length > 1) {
      this.#hidden.add(column);
      this.filters.delete(column);
      if (this.sort?.column === column) this.sort = null;
    }
  }

  showAll(): void {
    this.#hidden.clear();
  }

  /** How many of the shown columns, from the first on, stay in sight while the others move. */
  frozenOf(shown: readonly FilterColumn[]): number {
    if (this.#frozenChosen) return shown.findIndex(({ name }) => name === this.#frozen) + 1;
    return shown.length >= MANY_COLUMNS && shown[0]?.type === 'text' ? 1 : 0;
  }

  /** Keeps the columns up to this one in sight; null lets all of them move. */
  freeze(column: string | null): void {
    this.#frozen = column;
    this.#frozenChosen = true;
  }

  /** What the filters and the search ask, and over which columns stands something that cannot be read. */
  asked(
    columns: readonly FilterColumn[],
    codes: Codes | undefined,
    lang: Lang,
  ): { tests: RowTest[]; unread: ReadonlySet<string> } {
    const tests: RowTest[] = [];
    const unread = new Set<string>();
    for (const column of columns) {
      const test = this.filtering
        ? readFilter(this.filters.get(column.name) ?? '', column, codes, lang)
        : null;
      if (test === 'unread') unread.add(column.name);
      else if (test) tests.push(test);
    }
    const shown = columns.filter(({ name }) => !this.#hidden.has(name));
    const searched = readSearch(this.search, shown, codes, lang);
    if (searched) tests.push(searched);
    return { tests, unread };
  }

  /** Opens the row of filters, for a column or for the first one. */
  openFilter(column = ''): void {
    this.filtering = true;
    this.wanted = column;
  }

  /** Shows all rows again. */
  clearFilters(): void {
    this.filters.clear();
    this.search = '';
  }

  /** The order after a click on a column's head: largest or latest first, texts from A on; then the other way, then none. */
  turn({ name, type, format }: FilterColumn): void {
    const first = type !== 'text' && type !== 'boolean' && !IN_ORDER.includes(format);
    const { sort } = this;
    if (sort?.column !== name) this.sort = { column: name, descending: first };
    else this.sort = sort.descending === first ? { column: name, descending: !first } : null;
  }
}
