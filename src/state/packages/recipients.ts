import { checkKey } from '../../package/age.ts';
import { ok, type Result } from '../../result.ts';
import type { Db } from '../../storage/db.ts';
import { getSetting, setSetting } from '../../storage/values.ts';
import { InTurn } from '../in-turn.ts';

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
  /** Each change is made to what the one before it has left. */
  readonly #changing = new InTurn();

  async list(db: Db | null): Promise<readonly Recipient[]> {
    const asked = this.#forgotten;
    return this.#list ?? this.#hold(listed(await this.#read(db)), asked);
  }

  /** Adds somebody, or gives a known key another name. Faults: `recipient-invalid`, those of storage. */
  async add(db: Db | null, { name, key }: Recipient): Promise<Result<readonly Recipient[]>> {
    const asked = this.#forgotten;
    const checked = await checkKey(key);
    if (!checked.ok) return checked;
    const called = name.trim().slice(0, 100) || `${checked.value.slice(0, 12)}…`;
    return this.#change(db, asked, (list) =>
      [...without(list, checked.value), { name: called, key: checked.value }].slice(-MOST),
    );
  }

  remove(db: Db | null, key: string): Promise<Result<readonly Recipient[]>> {
    return this.#change(db, this.#forgotten, (list) => without(list, key));
  }

  forget(): void {
    this.#forgotten += 1;
    this.#list = null;
  }

  /** What is there is read anew: another tab may have changed it. What cannot be read is not written over. */
  #change(
    db: Db | null,
    asked: number,
    change: (list: readonly Recipient[]) => Recipient[],
  ): Promise<Result<readonly Recipient[]>> {
    return this.#changing.take(async () => {
      const there = await this.#read(db);
      if (!there.ok) return there;
      const list = change(there.value);
      const kept = db ? await setSetting(db, SETTING, list) : ok(null);
      return kept.ok ? ok(this.#hold(list, asked)) : kept;
    });
  }

  async #read(db: Db | null): Promise<Result<readonly Recipient[]>> {
    if (!db) return ok(this.#list ?? []);
    const kept = await getSetting(db, SETTING);
    return kept.ok ? ok(read(kept.value)) : kept;
  }

  #hold(list: readonly Recipient[], asked: number): readonly Recipient[] {
    if (asked === this.#forgotten) this.#list = list;
    return list;
  }
}

const listed = (read: Result<readonly Recipient[]>): readonly Recipient[] => (read.ok ? read.value : []);
const without = (list: readonly Recipient[], key: string): Recipient[] =>
  list.filter((one) => one.key !== key);

function read(value: unknown): Recipient[] {
  return (Array.isArray(value) ? value : []).flatMap((one: Partial<Recipient> | null) =>
    typeof one?.name === 'string' && typeof one.key === 'string' ? [{ name: one.name, key: one.key }] : [],
  );
}
