import type { CleaningAction, CleaningSetting, CleaningRule, RuleContext, RuleParam } from './rules/rule.ts';
import { quoteText } from '../sql/quote.ts';
import type { EntityName } from './catalogue.ts';
import { CUSTOMER_RULES } from './rules/customers.ts';
import { EVENT_RULES } from './rules/events.ts';
import { FEEDBACK_RULES } from './rules/feedback.ts';
import { ORDER_RULES } from './rules/orders.ts';
import { toldBeside } from './told.ts';
import { isUnique, isUnsigned, presentRoles, type MappedSource } from './source.ts';

export type { CleaningRule, RuleParam } from './rules/rule.ts';

/**
 * Every cleaning rule, entity by entity in the order in which they are tried: the first
 * that sets a row aside names it in the ledger. Customers come last, since they look at clean orders.
 */
export const CLEANING_RULES: readonly CleaningRule[] = [
  ...ORDER_RULES,
  ...EVENT_RULES,
  ...FEEDBACK_RULES,
  ...CUSTOMER_RULES,
];

/** A rule as it stands in one notebook over its sources: what it does and with which values. */
export interface RuleState {
  rule: CleaningRule;
  action: CleaningAction;
  params: Record<string, number | string>;
  context: RuleContext;
}

/**
 * The rules that have something to look at in these sources, with their settings; a setting whose
 * action or value the rule does not allow falls back to the default. `today` is an ISO date.
 */
export function applicableRules(
  sources: readonly MappedSource[],
  settings: readonly CleaningSetting[],
  today: string,
): RuleState[] {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new Error('today must be an ISO date');
  const present = new Map<EntityName, string[]>();
  const rolesOf = (entity: EntityName): string[] => {
    if (!present.has(entity)) present.set(entity, presentRoles(entity, sources));
    return present.get(entity)!;
  };
  const { told, files } = toldBeside(sources);
  const states: RuleState[] = CLEANING_RULES.filter((rule) => {
    const roles = rolesOf(rule.entity);
    const has = (role: string) => roles.includes(role);
    return (
      roles.length > 0 &&
      rule.roles.every(has) &&
      (!rule.anyRole || rule.anyRole.some(has)) &&
      !rule.unless?.some(has) &&
      (!rule.several || sources.filter((source) => source.entity === rule.entity).length > 1) &&
      (!rule.told || (told && (files || rule.told === 'rows'))) &&
      (!rule.needsEntity || rolesOf(rule.needsEntity).length > 0)
    );
  }).map((rule) => {
    const setting = settings.find((s) => s.rule === rule.id);
    const action = setting && rule.actions.includes(setting.action) ? setting.action : rule.defaultAction;
    const params = {
      ...(rule.open ? setting?.params : {}),
      ...Object.fromEntries(rule.params.map((p) => [p.id, allowed(p, setting?.params[p.id])])),
    };
    const value = (id: string) => {
      const found = params[id];
      if (found === undefined) throw new Error(`rule ${rule.id} has no parameter ${id}`);
      return found;
    };
    const context: RuleContext = {
      has: (role) => rolesOf(rule.entity).includes(role),
      unsigned: (role) => isUnsigned(rule.entity, role, sources),
      unique: (role) => isUnique(rule.entity, role, sources),
      hasEntity: (entity) => rolesOf(entity).length > 0,
      value,
      paramsOf: (id) => states.find((state) => state.rule.id === id)?.params ?? {},
      actionOf: (id) => states.find((state) => state.rule.id === id)?.action ?? null,
      param: (id) => (typeof value(id) === 'number' ? String(value(id)) : quoteText(String(value(id)))),
      today,
    };
    return { rule, action, params, context };
  });
  return states;
}

/** The value when the parameter allows it, else the default. */
function allowed(param: RuleParam, value: number | string | undefined): number | string {
  if (param.kind === 'number') {
    const n = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
    return Number.isFinite(n) ? Math.min(param.max, Math.max(param.min, n)) : param.default;
  }
  if (typeof value !== 'string') return param.default;
  return param.kind === 'text' || param.options.some((o) => o.value === value) ? value : param.default;
}
