import type { RuleState } from './cleaning-rules.ts';

/**
 * SQL of the id of the first row rule that sets a row of `mapped_<entity>` aside, NULL for one that stays. `spared`
 * gives a further condition of a rule, ` AND …`.
 */
export function asideSql(
  states: readonly RuleState[],
  spared: (state: RuleState) => string = () => '',
): string {
  const cases = states.flatMap((state) =>
    state.action === 'quarantine' && state.rule.scope === 'row'
      ? [`WHEN (${state.rule.condition(state.context)})${spared(state)} THEN '${state.rule.id}'`]
      : [],
  );
  return cases.length ? `CASE ${cases.join('\n    ')} END` : 'CAST(NULL AS VARCHAR)';
}

/** Statements that prepare what the conditions of row rules read. */
export const asideSetup = (states: readonly RuleState[]): string[] => [
  ...new Set(
    states.flatMap(({ rule, context }) => (rule.scope === 'row' ? (rule.setup?.(context) ?? []) : [])),
  ),
];
