import { expect, test } from 'vitest';
import { getTemplate } from '../../../src/template/registry.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { compiled } from './support.ts';

/** Stages whose text two settings share: what a change of the setting does not run again. */
function kept(id: string, params: ParamValues): string[] {
  const template = getTemplate(id)!;
  const [before, after] = [compiled(template), compiled(template, params)];
  return before.stages.filter((stage, i) => stage.sql === after.stages[i]?.sql).map((stage) => stage.name);
}

test.each<[string, ParamValues, string[]]>([
  ['rfm', { weights: { r: 0.2, f: 0.2, m: 0.6 } }, ['base', 'bounds', 'terms', 'habits', 'silence']],
  ['rfm', { high_from: 0.7 }, ['base', 'bounds', 'terms', 'habits', 'silence']],
  [
    'tier-rules',
    { vip_amount: 5000 },
    ['base', 'rules', 'agreed', 'standing', 'fits', 'listed', 'habits', 'silence', 'result'],
  ],
  ['pareto', { a_share: 0.7 }, ['base', 'lasting', 'habits', 'silence', 'rhythms']],
  ['path-sankey', { steps: 8, links: 30 }, ['moves', 'result']],
  ['cohort-retention', { cohorts: 12 }, ['base', 'habits', 'slow']],
])('%s: changing %j leaves the costly steps alone', (id, params, stages) => {
  expect(kept(id, params)).toEqual(stages);
});
