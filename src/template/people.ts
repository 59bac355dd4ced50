import { ok, type Result } from '../result.ts';
import { replacePlaceholders } from '../sql/placeholders.ts';
import { namesIn } from '../sql/tokens.ts';
import { withCtes, withPieces } from './compile.ts';
import { checkValues, renderLiterals, renderPieces } from './params.ts';
import type { ParamValues, Template, TemplateStep } from './schema.ts';

/**
 * The customers behind what an analysis counts, as one SELECT that stands alone: `customer` and the columns that tell
 * them apart, over the entities. What the notebook gives (`$as_of` …) is left in, so that it is a rule for other data
 * too. Null of an analysis that has none. Faults: those of `checkValues`.
 */
export function peopleSql(template: Template, params: ParamValues): Result<string | null> {
  if (template.sql?.people === undefined) return ok(null);
  const values = checkValues(template.params, params);
  if (!values.ok) return values;
  const { steps, people = '' } = withPieces(template.sql, renderPieces(template.params, values.value));
  const select = withCtes(stepsBehind(people, steps), people, 'lines');
  return ok(replacePlaceholders(select, renderLiterals(template.params, values.value)));
}

/** The steps that a SELECT follows from, in their order. */
export function stepsBehind(select: string, steps: readonly TemplateStep[]): TemplateStep[] {
  const named = namesIn(select);
  const behind: TemplateStep[] = [];
  for (const step of steps.toReversed()) {
    if (!named.has(step.name)) continue;
    behind.unshift(step);
    for (const name of namesIn(step.sql)) named.add(name);
  }
  return behind;
}

/** Whether a condition over the result can be asked of the customers: it names no column that they have not. */
export function asksPeople({ columns, people = [] }: Template, condition: string): boolean {
  const named = namesIn(condition);
  return columns.every(({ name }) => !named.has(name) || name === 'customer' || people.includes(name));
}
