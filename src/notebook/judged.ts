import type { CleaningSetting } from '../entity/rules/rule.ts';
import { STATUS_UNKNOWN } from '../entity/rules/statuses.ts';
import { judgedAs, type JudgedStatus } from '../values/status-columns.ts';
import type { StatusClass } from '../values/status-words.ts';
import type { Notebook } from './document.ts';
import { setCleaning } from './edit.ts';

/** The setting that holds what statuses are taken for, with one said by hand; null takes what its words say. */
export function judgedSetting(
  settings: readonly CleaningSetting[],
  status: Pick<JudgedStatus, 'role' | 'value'>,
  as: StatusClass | null,
): Omit<CleaningSetting, 'rule'> {
  const known = settings.find(({ rule }) => rule === STATUS_UNKNOWN);
  const { [judgedAs(status)]: _, ...others } = known?.params ?? {};
  return {
    action: known?.action ?? 'flag',
    params: as === null ? others : { ...others, [judgedAs(status)]: as },
  };
}

/** Says in the notebook what a value of a status column is. */
export const withJudged = (
  notebook: Notebook,
  status: Pick<JudgedStatus, 'role' | 'value'>,
  as: StatusClass | null,
): Notebook => setCleaning(notebook, STATUS_UNKNOWN, judgedSetting(notebook.cleaning, status, as));
