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

  async list(db: Db | null): Promise<readonly Recipient[]> {
    if (this.#list) return this.#list;
    const kept = db ? await getSetting(db, SETTING) : null;
    this.#list = kept?.ok ? read(kept.value) : [];
    return this.#list;
  }

  /** Adds somebody, or gives a known key another name. Faults: `recipient-invalid`, those of storage. */
  async add(db: Db | null, { name, key }: Recipient): Promise<Result<readonly Recipient[]>> {
    const checked = await checkKey(key);
    if (!checked.ok) return checked;
    const others = (await this.list(db)).filter((one) => one.key !== checked.value);
    const called = name.trim().slice(0, 100) || `${checked.value.slice(0, 12)}…`;
    return this.#keep(db, [...others, { name: called, key: checked.value }].slice(-MOST));
  }

  async remove(db: Db | null, key: string): Promise<Result<readonly Recipient[]>> {
    return this.#keep(
      db,
      (await this.list(db)).filter((one) => one.key !== key),
    );
  }

  forget(): void {
    this.#list = null;
  }

  async #keep(db: Db | null, list: readonly Recipient[]): Promise<Result<readonly Recipient[]>> {
    const kept = db ? await setSetting(db, SETTING, list) : ok(null);
    if (!kept.ok) return kept;
    this.#list = list;
    return ok(list);
  }
}

function read(value: unknown): Recipient[] {
  return (Array.isArray(value) ? value : []).flatMap((one: Partial<Recipient> | null) =>
    typeof one?.name === 'string' && typeof one.key === 'string' ? [{ name: one.name, key: one.key }] : [],
  );
}
