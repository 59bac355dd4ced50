import type { ExpectedSource } from '../entity/source.ts';
import type { Fault } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { sourceRecord, updateSource } from '../storage/sources.ts';
import { storedSource, type OpenSource } from './open-source.ts';

/**
 * What storage has of a notebook's sources. One that is there and could not be read goes on being the notebook's:
 * what no notebook runs on is swept away.
 */
export class StoredSources {
  readonly #db: Db | null;
  #unread = $state.raw<ReadonlyMap<string, Fault>>(new Map());

  constructor(db: Db | null) {
    this.#db = db;
  }

  /** Ids of those that could not be read. */
  get unread(): Iterable<string> {
    return this.#unread.keys();
  }
  /** Why the first of them could not be read; null where all could. */
  get fault(): Fault | null {
    const [fault = null] = this.#unread.values();
    return fault;
  }

  /** A source and what it means; null where there is none of that id, or it cannot be read. */
  async read(id: string): Promise<{ source: OpenSource; expected: ExpectedSource | undefined } | null> {
    const kept = this.#db && (await sourceRecord(this.#db, id));
    const others = [...this.#unread].filter(([other]) => other !== id);
    this.#unread = new Map(kept && !kept.ok ? [...others, [id, kept.fault]] : others);
    if (!kept?.ok || !kept.value) return null;
    const { source, expected, outdated } = storedSource(kept.value);
    if (outdated) void updateSource(this.#db!, id, { details: outdated });
    return { source, expected };
  }

  /** Files were brought anew: what does not open is of no use to anybody any more. */
  renewed(): void {
    this.#unread = new Map([...this.#unread].filter(([, { code }]) => code !== 'storage-damaged'));
  }
}
