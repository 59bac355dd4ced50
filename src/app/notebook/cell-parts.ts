import { ENTITIES, findRole, type EntityName } from '../../entity/catalogue.ts';
import { cellText } from '../../i18n/cell.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang } from '../../i18n/text.ts';
import type { View } from '../../template/schema.ts';
import type { CellAction } from '../cell/cell-actions.ts';

export interface CellTab {
  id: string;
  label: string;
  count?: string;
}

/** The tabs of a cell: its chart where there can be one, table, SQL, and what the analysis means. */
export function cellTabs(
  view: View,
  { charted, rows, lang, currency }: { charted: boolean; rows: number | null; lang: Lang; currency: string },
): CellTab[] {
  const count = rows === null ? {} : { count: formatValue(rows, 'integer', { lang, currency }) };
  return [
    ...(charted ? [{ id: 'chart', label: cellText.tabChart[lang] }] : []),
    { id: 'table', label: cellText.tabTable[lang], ...count },
    { id: 'sql', label: 'SQL' },
    ...(view === 'analysis' ? [{ id: 'definition', label: cellText.tabDefinition[lang] }] : []),
  ];
}

/** What the cell's menu offers now. */
export function cellActions(cell: {
  /** Its result is made by SQL. */
  queries: boolean;
  hasResult: boolean;
  /** Its SQL was rewritten, and there is the template's own to go back to. */
  rewritten: boolean;
  readonly: boolean;
}): CellAction[] {
  const list: CellAction[] = ['fold'];
  if (cell.queries) {
    list.push('run', 'edit-sql', 'cancel');
    if (cell.hasResult) list.push('download-csv', 'download-xlsx', 'download-parquet');
    if (cell.rewritten) list.push('revert');
  }
  list.push('edit');
  if (!cell.readonly) list.push('rename', 'move-up', 'move-down', 'duplicate', 'delete');
  return list;
}

/** What is missing, by the table that it belongs to: `events (customer, action)`. */
export function missingWords(missing: readonly string[], lang: Lang): string {
  const entities = [...new Set(missing.map((ref) => ref.split('.')[0]!))];
  const words = entities.map((entity) => {
    const roles = missing
      .filter((ref) => ref.startsWith(`${entity}.`))
      .map((ref) => findRole(ref)?.label[lang] ?? ref);
    const label = ENTITIES[entity as EntityName]?.label[lang] ?? entity;
    return lang === 'zh' ? `${label}（${roles.join('、')}）` : `${label} (${roles.join(', ')})`;
  });
  return words.join(lang === 'zh' ? '、' : ', ');
}
