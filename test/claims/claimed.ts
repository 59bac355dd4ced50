import { templates } from '../../src/template/registry.ts';
import type { ParamValues } from '../../src/template/schema.ts';
import type { Native } from '../unit/support/native.ts';
import { runCell } from '../unit/template/support.ts';
import { SCOPE } from './world.ts';

/** Whether a rule claims something which must be told from chance. */
export function isJudged(id: string, rule: string): boolean {
  const claim = templates.get(id)!.findings[rule]!.claim;
  return 'test' in claim && claim.test === 'judged';
}

/** Templates with such a rule. */
export const JUDGED = [...templates]
  .filter(([id, template]) => Object.keys(template.findings).some((rule) => isJudged(id, rule)))
  .map(([id]) => id)
  .sort();

/** Settings under which a template's judged rules are at work. */
export const SETTINGS: Record<string, ParamValues[]> = {
  'feedback-keywords': [{ least: 3 }, { least: 3, compare: 'topic' }],
  segmentation: [
    { rows_by: 'industry', columns_by: 'company_size', least: 5 },
    { rows_by: 'buying', columns_by: 'industry', least: 5 },
  ],
  'sales-behaviour': [{ by: 'person', least: 5 }],
  structure: [{ by: 'industry' }],
  csat: [{ by: 'topic' }, { by: 'month' }],
  'service-times': [{ by: 'topic' }, { by: 'weekday' }],
};

/**
 * What is so in every simulated company, and may be said: who has long been silent, bought seldom or has known
 * the company long has more often left, as customers differ in how often they buy and do leave.
 */
const SO: Record<string, (row: Record<string, unknown>) => boolean> = {
  'churn-model': ({ rule, term }) =>
    rule === 'separates_well' ||
    ['recency_days', 'tenure_days', 'ln_orders', 'recent_share'].includes(String(term)),
  // Who has fallen silent has more often left.
  'churn-warning': () => true,
};

/** What a rule claims, however it is worded: `highest_plain` says of groups that no mix changes what `highest` says. */
export const claimOf = (rule: string): string => rule.replace(/_plain$/, '');

/** Judged rules of a template that speak about the company in the database, each once; without what is so in all. */
export async function claimsOf(db: Native, id: string, all = false): Promise<string[]> {
  const found = new Set<string>();
  for (const params of SETTINGS[id] ?? [{}])
    for (const row of (await runCell(db, id, params, SCOPE)).findings)
      if (isJudged(id, String(row['rule'])) && (all || !SO[id]?.(row)))
        found.add(`${id}.${claimOf(String(row['rule']))}`);
  return [...found];
}
