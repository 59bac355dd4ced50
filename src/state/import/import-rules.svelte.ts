import type { CleaningAction, CleaningSetting } from '../../entity/rules/rule.ts';
import { STATUS_UNKNOWN } from '../../entity/rules/statuses.ts';
import { judgedSetting } from '../../notebook/judged.ts';
import type { JudgedStatus } from '../../values/status-columns.ts';
import type { StatusClass } from '../../values/status-words.ts';

/** What is said on the mapping page of how the notebook is to clean: it goes into the notebook with the files. */
export class ImportRules {
  /** As the notebook has them that the files go into. */
  readonly #before: readonly CleaningSetting[];
  #said = $state.raw<readonly CleaningSetting[]>([]);
  readonly #onchange: () => void;

  constructor(before: readonly CleaningSetting[], onchange: () => void) {
    this.#before = before;
    this.#onchange = onchange;
  }

  /** All settings as they hold. */
  get settings(): CleaningSetting[] {
    const said = new Set(this.#said.map(({ rule }) => rule));
    return [...this.#before.filter(({ rule }) => !said.has(rule)), ...this.#said];
  }

  /** Those that were said here. */
  get said(): readonly CleaningSetting[] {
    return this.#said;
  }

  set(rule: string, action: CleaningAction, params: CleaningSetting['params'] = {}): void {
    this.#said = [...this.#said.filter((one) => one.rule !== rule), { rule, action, params }];
    this.#onchange();
  }

  /** Says what a value of a status column is; null takes what its words say. */
  judge(status: Pick<JudgedStatus, 'role' | 'value'>, as: StatusClass | null): void {
    const { action, params } = judgedSetting(this.settings, status, as);
    this.set(STATUS_UNKNOWN, action, params);
  }
}
