import { smallestGroup } from '../../disclosure/behind.ts';
import type { Contents } from '../../egress/departure.ts';
import { cellText } from '../../i18n/cell.ts';
import { disclosureText } from '../../i18n/disclosure.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang } from '../../i18n/text.ts';
import type { GridPages } from '../../state/grid-pages.ts';
import type { ResultField } from '../../state/result-pages.ts';
import type { GridColumn } from './grid-columns.ts';
import { copyText, MOST_COPIED, sizeOf } from './grid-copy.ts';
import type { GridRange } from './grid-select.ts';

interface CopiedTable {
  /** Of the whole table, those that are hidden too. */
  fields: readonly ResultField[];
  /** The disclosure rules hold for tables too: nothing is copied. */
  gated: boolean;
  lang: Lang;
  currency: string;
  /** The table's, for the list of what left. */
  name: string;
}

/** Hands a block of a grid to `out` as it is seen; returns what there is to tell of it. */
export async function copyBlock(
  pages: GridPages,
  range: GridRange,
  columns: readonly GridColumn[],
  { fields, gated, lang, currency, name }: CopiedTable,
  out: (text: string, name: string, contents: Contents) => Promise<void>,
): Promise<string> {
  if (gated) return disclosureText.uncopied[lang];
  const { high, wide } = sizeOf(range);
  const number = (n: number) => formatValue(n, 'integer', { lang, currency });
  try {
    const text = await copyText(pages, range, columns, { lang, currency });
    if (text === null) return fill(cellText.copyTooBig, lang, { most: number(MOST_COPIED) });
    const smallest = await smallestOf(pages, range, fields);
    await out(text, name, { what: 'table', rows: high, columns: wide, smallestGroup: smallest });
    const copied = fill(cellText.copied, lang, { rows: number(high), columns: number(wide) });
    return smallest === null ? copied : copied + fill(disclosureText.copied, lang, { customers: smallest });
  } catch {
    return cellText.copyFailed[lang];
  }
}

/** Customers behind the smallest of the rows that are copied, whichever of their columns are. */
async function smallestOf(
  pages: GridPages,
  { rows }: GridRange,
  fields: readonly ResultField[],
): Promise<number | null> {
  const block = await pages.block(
    rows,
    fields.map((_, c) => c),
  );
  const data = fields.map((_, c) => block.map((row) => row[c]));
  return smallestGroup({ fields: [...fields], count: block.length, data });
}
