import { templates } from '../../src/template/registry.ts';
import type { ParamValues } from '../../src/template/schema.ts';
import type { Native } from '../unit/support/native.ts';
import { runCell } from '../unit/template/support.ts';
import { SCOPE } from './world.ts';

/** Templates with a rule that claims something which must be told from chance. */
export const JUDGED = [...templates]
  .filter(([, template]) =>
    Object.values(template.findings).some(({ claim }) => 'test' in claim && claim.test === 'judged'),
  )
  .map(([id]) => id)
  // What a churn model finds is there: who has been silent for long has often left, in these companies too.
  .filter((id) => id !== 'churn-model')
  .sort();

/** Settings under which a template's judged rules are at work. */
const SETTINGS: Record<string, ParamValues[]> = {
  'feedback-keywords': [{ least: 3 }],
  segmentation: [{ rows_by: 'industry', columns_by: 'company_size', least: 5 }],
  'sales-behaviour': [{ by: 'person', least: 5 }],
  structure: [{ by: 'industry' }],
  csat: [{ by: 'topic' }, { by: 'month' }],
  'service-times': [{ by: 'topic' }, { by: 'weekday' }],
};

/** Judged claims that the templates make on the company in the database, as `template.rule`, each once. */
export async function claimsOf(db: Native, ids: readonly string[] = JUDGED): Promise<string[]> {
  const found = new Set<string>();
  for (const id of ids)
    for (const params of SETTINGS[id] ?? [{}])
      for (const { rule } of (await runCell(db, id, params, SCOPE)).findings) {
        const claim = templates.get(id)!.findings[String(rule)]!.claim;
        if ('test' in claim && claim.test === 'judged') found.add(`${id}.${String(rule)}`);
      }
  return [...found];
}
