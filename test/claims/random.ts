import { ENTITY_NAMES, type EntityName } from '../../src/entity/catalogue.ts';
import { templates } from '../../src/template/registry.ts';
import { kindOf } from '../../src/template/insight.ts';
import type { ParamValues } from '../../src/template/schema.ts';
import type { Native } from '../unit/support/native.ts';
import { runCell } from '../unit/template/support.ts';
import { drawSql, entitySql, SCOPE } from './world.ts';

/**
 * Data in which all is drawn at random: every order, action and answer belongs to any customer, at any time of two
 * years, of any amount. Nobody buys more than others but by chance, nobody leaves, nothing changes.
 */
export function randomSql(seed: number, customers = 500, orders = 6000): string[] {
  const u = (tag: string) => `u(i, '${tag}')`;
  const one = (values: string[], tag: string) =>
    `['${values.join("', '")}'][1 + floor(${values.length} * ${u(tag)})::INT]`;
  const who = `'c' || floor(${customers} * ${u('who')})::INT AS customer`;
  const when = (as: string) =>
    `TIMESTAMP '${SCOPE.asOf}' - to_seconds((86400 * (0.01 + 729.9 * ${u('when')}))::BIGINT) AS ${as}`;
  const selects: Record<EntityName, string> = {
    customers: `SELECT 'c' || i AS customer, ${one(['A', 'B', 'C', 'D'], 'ind')} AS industry, ${one(['S', 'M', 'L'], 'size')} AS company_size,
      ${one(['R1', 'R2', 'R3', 'R4'], 'reg')} AS region, ${one(['t1', 't2', 't3'], 'team')} AS team, ${one(['VIP', 'plain'], 'lev')} AS level,
      ${one(['n1', 'n2', 'n3'], 'need')} AS core_need, ${u('p')} AS factor_price, ${u('s')} AS factor_service, ${u('b')} AS factor_brand
      FROM range(${customers}) t(i)`,
    orders: `SELECT ${who}, ${when('ordered_at')}, round(exp(4 + 0.8 * sqrt(-2 * ln(greatest(${u('a')}, 1e-9))) * cos(6.2832 * ${u('b')})), 2) AS amount,
      'o' || i AS order_id, ${one(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'], 'prod')} AS product, ${one(['k1', 'k2', 'k3'], 'cat')} AS category, 1 AS quantity,
      ${one(['web', 'shop', 'app'], 'chan')} AS channel, ${one(['R1', 'R2', 'R3', 'R4'], 'oreg')} AS region
      FROM range(${orders}) t(i)`,
    events: `SELECT ${who}, ${when('occurred_at')}, ${one(['home', 'search', 'view', 'cart', 'pay', 'help'], 'act')} AS action,
      ${one(['pc', 'phone', 'tablet'], 'dev')} AS device, CASE WHEN ${u('fails')} < 0.06 THEN 'failure' ELSE 'success' END AS outcome, exp(3 + ${u('dur')}) AS duration_seconds
      FROM range(${orders}) t(i)`,
    feedback: `SELECT ${who}, ${when('occurred_at')}, ${one(['survey', 'complaint', 'survey', 'survey'], 'kind')} AS kind, floor(11 * ${u('nps')})::INT AS nps,
      1 + floor(5 * ${u('csat')})::INT AS csat, ${one(['t1', 't2', 't3', 't4'], 'topic')} AS topic, ${one(['mail', 'phone'], 'fch')} AS channel, ${u('res')} < 0.8 AS resolved,
      exp(3 + ${u('resp')}) AS response_minutes, exp(5 + ${u('solve')}) AS resolution_minutes, ${one(['price', 'taste', 'wait', 'menu', 'staff'], 'w1')} || ' ' || ${one(['today', 'again', 'order'], 'w2')} AS text
      FROM range(${Math.round(orders / 3)}) t(i)`,
  };
  return [drawSql(seed), ...ENTITY_NAMES.flatMap((entity) => entitySql(entity, selects[entity]))];
}

/** Templates with a rule that can be an insight. */
export const TELLING = [...templates]
  .filter(([, { findings }]) => Object.values(findings).some(({ insight }) => insight))
  .map(([id]) => id)
  .sort();

/** Insights that the templates give on the data in the database, as `template.rule`, each once. */
export async function insightsOn(db: Native, params: Record<string, ParamValues> = {}): Promise<string[]> {
  const found = new Set<string>();
  for (const id of TELLING)
    for (const row of (await runCell(db, id, params[id] ?? {}, SCOPE)).findings) {
      const rule = String(row.rule);
      if (kindOf(templates.get(id)!.findings[rule]!, row) === 'insight') found.add(`${id}.${rule}`);
    }
  return [...found];
}
