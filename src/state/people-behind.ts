import type { Cell, Notebook } from '../notebook/document.ts';
import { peopleWhere } from '../run/people-rows.ts';
import { peopleSql } from '../template/people.ts';
import type { Template } from '../template/schema.ts';

/**
 * Customers behind what a cell's result counts, who meet a condition, as a SELECT; undefined where the analysis does not
 * tell them, where it was rewritten, and where the rules of disclosure hold for tables too.
 */
export function peopleBehind(
  { disclosure }: Pick<Notebook, 'disclosure'>,
  { sql, params }: Pick<Cell, 'sql' | 'params'>,
  template: Template | undefined,
  where: string | null,
): string | undefined {
  if (where === null || !template?.people || sql !== null || disclosure.tables) return undefined;
  const people = peopleSql(template, params);
  return people.ok && people.value !== null ? peopleWhere(people.value, where) : undefined;
}
