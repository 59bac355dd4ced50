import { checkKey } from '../../package/age.ts';
import { ok, type Result } from '../../result.ts';
import type { Db } from '../../storage/db.ts';
import { getSetting, setSetting } from '../../storage/values.ts';

/** Somebody whom packages are sealed to. */
export interface Recipient {
  name: string;
  /** `age1…` */
  key: string;
}

const SETTING = 'recipients';
const MOST = 500;

/** The people that packages were sealed to, by name; kept in the workspace, else in memory only. */
export class Recipients {
  #list: readonly Recipient[] | null = null;
  /** Counts how often all was forgotten: what comes later of what was asked for before is not kept. */
  #forgotten = 0;

  async list(db: Db | null, asked = this.#forgotten): Promise<readonly Recipient[]> {
    if (this.#list) return this.#list;
    const kept = db ? await getSetting(db, SETTING) : null;
    return this.#hold(kept?.ok ? read(kept.value) : [], asked);
  }

  /** Adds somebody, or gives a known key another name. Faults: `recipient-invalid`, those of storage. */
  async add(db: Db | null, { name, key }: Recipient): Promise<Result<readonly Recipient[]>> {
    const asked = this.#forgotten;
    const checked = await checkKey(key);
    if (!checked.ok) return checked;
    const others = (await this.list(db, asked)).filter((one) => one.key !== checked.value);
    const called = name.trim().slice(0, 100) || `${checked.value.slice(0, 12)}…`;
    return this.#keep(db, [...others, { name: called, key: checked.value }].slice(-MOST), asked);
  }

  async remove(db: Db | null, key: string): Promise<Result<readonly Recipient[]>> {
    const asked = this.#forgotten;
    const others = (await this.list(db, asked)).filter((one) => one.key !== key);
    return this.#keep(db, others, asked);
  }

  forget(): void {
    this.#forgotten += 1;
    this.#list = null;
  }

  async #keep(
    db: Db | null,
    list: readonly Recipient[],
    asked: number,
  ): Promise<Result<readonly Recipient[]>> {
    const kept = db ? await setSetting(db, SETTING, list) : ok(null);
    return kept.ok ? ok(this.#hold(list, asked)) : kept;
  }

  #hold(list: readonly Recipient[], asked: number): readonly Recipient[] {
    if (asked === this.#forgotten) this.#list = list;
    return list;
  }
}

function read(value: unknown): Recipient[] {
  return (Array.isArray(value) ? value : []).flatMap((one: Partial<Recipient> | null) =>
    typeof one?.name === 'string' && typeof one.key === 'string' ? [{ name: one.name, key: one.key }] : [],
  );
}
