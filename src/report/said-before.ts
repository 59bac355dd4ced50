import type { Rows } from '../engine/api.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Template } from '../template/schema.ts';
import { findingsOf, plain, type FindingItem } from './findings.ts';

/** What a notebook's cells have found, and by which templates. */
export interface Saying {
  notebook: Pick<Notebook, 'cells' | 'currency'>;
  template: (id: string) => Template | undefined;
  findings: (cell: string) => Rows | null | undefined;
}

/**
 * What a cell says that none before it has said: two cells of one analysis, set otherwise, find the same of everybody.
 * Nothing is passed over because of a cell that stands behind, or has not run.
 */
export function saidFirst(
  cell: string,
  { notebook, template: templateOf, findings }: Saying,
  lang: Lang,
): readonly FindingItem[] {
  const { cells, currency } = notebook;
  const saidBy = ({ name, template: id }: (typeof cells)[number]): readonly FindingItem[] => {
    const template = templateOf(id);
    return template ? findingsOf(template, findings(name) ?? null, lang, currency) : [];
  };
  const at = cells.findIndex(({ name }) => name === cell);
  if (at < 0) return [];
  const own = saidBy(cells[at]!);
  const before = new Set(
    cells.slice(0, at).flatMap((one) => saidBy(one).map(({ segments }) => plain(segments))),
  );
  const again = (item: FindingItem) => !ofItsCell(item) && before.has(plain(item.segments));
  return own.some(again) ? own.filter((item) => !again(item)) : own;
}

/** Whether it is about the cell that it stands in: a caution of its chart, or a setting that it offers to change. */
const ofItsCell = ({ kind, severity, suggest }: FindingItem): boolean =>
  suggest !== undefined || (kind === 'note' && severity === 'warning');
