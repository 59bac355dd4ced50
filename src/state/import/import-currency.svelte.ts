import { currencyChoice } from '../../entity/rules/currencies.ts';
import { NO_CURRENCY } from '../../i18n/format.ts';
import type { ImportItem } from './import-item.svelte.ts';
import { proposedCurrency, unstatedCurrency } from './import-judgement.ts';
import type { ImportRules } from './import-rules.svelte.ts';

interface Importing {
  readonly used: readonly ImportItem[];
  readonly rules: Pick<ImportRules, 'settings'>;
  /** The notebook that it goes into, or null for a new one. */
  readonly target: string | null;
}

/** The currency that a new notebook of an import's files counts in. */
export class ImportCurrency {
  readonly #of: Importing;
  #chosen = $state<string | null>(null);

  constructor(of: Importing) {
    this.#of = of;
  }

  /** What the files tell, what was chosen where they do not, or none. */
  get taken(): string {
    return this.#stated ?? this.unstated ?? NO_CURRENCY;
  }

  /** What amounts are shown in that no file states a currency of; null where there are none, or the notebook has one. */
  get unstated(): string | null {
    const { used, target } = this.#of;
    const written = target === null && this.#stated === null ? unstatedCurrency(used) : null;
    return written && (this.#chosen ?? written);
  }

  get #stated(): string | null {
    const { used, rules } = this.#of;
    return proposedCurrency(used, currencyChoice(rules.settings));
  }

  choose(currency: string): void {
    this.#chosen = currency;
  }
}
