import { ENTITIES, findRole, type EntityName, type RoleRef } from '../entity/catalogue.ts';
import { chosenOptions } from './params.ts';
import type { ChoiceOption, ParamValues, Template } from './schema.ts';

/** What a template can do with the roles that are mapped. */
export interface Capability {
  template: string;
  possible: boolean;
  /** Required roles that no source column fills. */
  missing: RoleRef[];
  /** Entities of those roles of which nothing at all is mapped: they need another file, not a column. */
  missingEntities: EntityName[];
  /** Optional roles that would add to it. */
  unused: RoleRef[];
}

/**
 * Whether a role has values: mapped itself, or computable from mapped ones (`amount` from quantity
 * and unit price; the list of customers from any entity that names them).
 */
export function hasRole(ref: RoleRef, mapped: ReadonlySet<string>): boolean {
  if (mapped.has(ref)) return true;
  if (ref === 'customers.customer') return Object.keys(ENTITIES).some((e) => mapped.has(`${e}.customer`));
  const from = findRole(ref)?.derived?.from;
  const entity = ref.split('.')[0];
  return from !== undefined && from.every((name) => mapped.has(`${entity}.${name}`));
}

/**
 * Required roles that are missing for a template, with those that the chosen options of its choice
 * parameters need (a metric of satisfaction needs `feedback.csat`). Empty when the cell can run.
 */
export function missingRoles(
  template: Template,
  mapped: ReadonlySet<string>,
  params: ParamValues = {},
): RoleRef[] {
  const chosen = template.params.flatMap((param) => {
    const needs = chosenOptions(param, params).map((option) => rolesOf(option));
    // Of several choices those that can be shown are.
    if (param.kind === 'choices' && needs.some((refs) => refs.every((ref) => hasRole(ref, mapped))))
      return [];
    return needs.flat();
  });
  return [...new Set([...template.needs.required, ...chosen])].filter((ref) => !hasRole(ref, mapped));
}

/**
 * The settings with which a template is first shown: where a choice that nobody has made stands on an option whose
 * roles no source fills, it is the first that can be shown. Settings that are given stay.
 */
export function fittedParams(
  template: Template,
  mapped: ReadonlySet<string>,
  params: ParamValues = {},
): ParamValues {
  const able = (option: ChoiceOption) => rolesOf(option).every((ref) => hasRole(ref, mapped));
  const others = template.params.flatMap((param) => {
    if (param.kind !== 'choice' || params[param.id] !== undefined) return [];
    const other = chosenOptions(param, params).every(able) ? undefined : param.options.find(able);
    return other ? [[param.id, other.value] as const] : [];
  });
  return { ...params, ...Object.fromEntries(others) };
}

/** Roles that an option needs. */
export const rolesOf = ({ needs }: Pick<ChoiceOption, 'needs'>): RoleRef[] =>
  needs === undefined ? [] : typeof needs === 'string' ? [needs] : needs;

/** For the mapping page: which templates the mapped roles make possible, and what the others lack. */
export function capabilities(templates: Iterable<Template>, mapped: ReadonlySet<string>): Capability[] {
  return [...templates].map((template) => {
    const missing = template.needs.required.filter((ref) => !hasRole(ref, mapped));
    const entities = [...new Set(missing.map((ref) => ref.split('.')[0] as EntityName))];
    return {
      template: template.id,
      possible: missing.length === 0,
      missing,
      missingEntities: entities.filter((e) => ![...mapped].some((ref) => ref.startsWith(`${e}.`))),
      unused: template.needs.optional.filter((ref) => !hasRole(ref, mapped)),
    };
  });
}
