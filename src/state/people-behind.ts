import type { Cell, Notebook } from '../notebook/document.ts';
import { peopleWhere } from '../run/people-rows.ts';
import { peopleSql } from '../template/people.ts';
import type { ParamValues, Template } from '../template/schema.ts';

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
  const people = peopleOf(template, params);
  return people === null ? undefined : peopleWhere(people, where);
}

/** What each mark of a chart asks for anew as it is drawn, by the settings last asked for. */
const known = new WeakMap<Template, { params: ParamValues; people: string | null }>();

function peopleOf(template: Template, params: ParamValues): string | null {
  const last = known.get(template);
  if (last?.params === params) return last.people;
  const sql = peopleSql(template, params);
  const people = sql.ok ? sql.value : null;
  known.set(template, { params, people });
  return people;
}
