import type { Lang } from '../../i18n/text.ts';
import type { GridView } from '../../state/grid-view.svelte.ts';
import type { GridSource, ResultField } from '../../state/result-pages.ts';
import type { ResultColumn } from '../../template/schema.ts';

/** What a table is given to show. */
export interface GridProps {
  fields: ResultField[];
  /** Rows of the whole result. */
  count: number;
  /** Where the rows come from; another object means another result. */
  source: GridSource;
  /** The template's columns: label, format, help. */
  columns?: ResultColumn[];
  currency: string;
  lang: Lang;
  /** Name of the table for assistive technology. */
  label?: string;
  /** Height limit in pixels. */
  maxHeight?: number;
  /** The disclosure rules hold for tables too: this one leaves as a file that went through them, not by copying. */
  gated?: boolean;
  /** How the reader has set the table up, kept by whoever shows it again. */
  view?: GridView;
  /** Hears of the row that the reader is on, by column name; the mark then stays when the focus leaves. */
  onrow?(row: Record<string, unknown> | null): void;
  /** Hears of Enter or a double click on a row. */
  onopen?(row: Record<string, unknown>): void;
}
