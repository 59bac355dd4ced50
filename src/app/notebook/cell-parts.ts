import { ENTITIES, findRole, type EntityName } from '../../entity/catalogue.ts';
import type { Lang } from '../../i18n/text.ts';
import type { CellAction } from '../cell/cell-actions.ts';

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
