import { smallestGroup } from '../../disclosure/behind.ts';
import type { Copied } from '../../egress/clipboard.ts';
import { cellText } from '../../i18n/cell.ts';
import { disclosureText } from '../../i18n/disclosure.ts';
import { faultText } from '../../i18n/faults/index.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang } from '../../i18n/text.ts';
import { attempt, messageOf, ok, type Result } from '../../result.ts';
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
  out: (name: string, made: Promise<Result<Copied>>) => Promise<Result<null>>,
): Promise<string> {
  if (gated) return disclosureText.uncopied[lang];
  const { high, wide } = sizeOf(range);
  const number = (n: number) => formatValue(n, 'integer', { lang, currency });
  if (high * wide > MOST_COPIED) return fill(cellText.copyTooBig, lang, { most: number(MOST_COPIED) });
  let smallest: number | null = null;
  let unread: string | null = null;
  const made = attempt(
    async () => {
      const text = await copyText(pages, range, columns, { lang, currency });
      smallest = await smallestOf(pages, range, fields);
      return ok({
        text,
        contents: { what: 'table' as const, rows: high, columns: wide, smallestGroup: smallest },
      });
    },
    (error) => {
      unread = messageOf(error);
      return { code: 'copy-refused' };
    },
  );
  const left = await out(name, made);
  if (unread !== null) return fill(cellText.pageFailed, lang, { message: unread });
  if (!left.ok) return faultText(left.fault, lang);
  const copied = fill(cellText.copied, lang, { rows: number(high), columns: number(wide) });
  return smallest === null ? copied : copied + fill(disclosureText.copied, lang, { customers: smallest });
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
