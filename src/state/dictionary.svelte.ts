import { rowObjects } from '../engine/rows.ts';
import { dictionarySql, matchSql, type DictionaryRow, type MatchRow } from '../entity/dictionary.ts';
import type { ExpectedSource } from '../entity/source.ts';
import type { VersionedSource } from '../run/data.ts';
import type { Engines } from './engines.ts';
import type { OpenSource } from './open-source.ts';
import type { SourceShelf } from './sources.svelte.ts';

/** The sources in the notebook's order, however they came back from storage. */
export function inOrder(
  shelf: Pick<SourceShelf, 'mapped'>,
  expected: readonly ExpectedSource[],
): VersionedSource[] {
  const place = new Map(expected.map(({ name }, i) => [name, i]));
  return shelf.mapped(expected).toSorted((a, b) => (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0));
}

/** What the dictionary follows from: the tables and what their columns mean, nothing else of the notebook. */
const dictionaryVersion = (sources: readonly VersionedSource[]): string =>
  sources.map(({ name, version, mapping }) => `${name} ${version} ${JSON.stringify(mapping)}`).join('\n');

/** What the columns of the sources hold, and how many customers of each are known: as last profiled. */
export class Dictionary {
  readonly #engines: Pick<Engines, 'notebook'>;
  #rows = $state.raw<DictionaryRow[]>([]);
  #matches = $state.raw<MatchRow[]>([]);
  #asked = '';
  #abort: AbortController | null = null;

  constructor(engines: Pick<Engines, 'notebook'>) {
    this.#engines = engines;
  }

  get rows(): readonly DictionaryRow[] {
    return this.#rows;
  }

  get matches(): readonly MatchRow[] {
    return this.#matches;
  }

  /**
   * Profiles sources that it has not profiled as they are now; a later call overtakes an earlier one. A source
   * that cannot be read is left out. `open` knows how many rows they have and which columns are personal.
   */
  async profile(
    sources: readonly VersionedSource[],
    open: readonly Pick<OpenSource, 'name' | 'ledger' | 'personal'>[],
  ): Promise<void> {
    const version = dictionaryVersion(sources);
    if (version === this.#asked) return;
    this.stop();
    this.#asked = version;
    const { signal } = (this.#abort = new AbortController());
    const engine = await this.#engines.notebook();
    if (!engine.ok || signal.aborted) return;
    const found: DictionaryRow[] = [];
    for (const source of sources) {
      const own = open.find(({ name }) => name === source.name);
      const result = await engine.value.run(dictionarySql(source, own?.ledger.read ?? 0, own?.personal), {
        signal,
      });
      if (signal.aborted) return;
      if (result.ok) found.push(...rowObjects<DictionaryRow>(result.value));
    }
    const sql = matchSql(sources);
    const matched = sql === null ? null : await engine.value.run(sql, { signal });
    if (signal.aborted) return;
    this.#rows = found;
    this.#matches = matched?.ok ? rowObjects<MatchRow>(matched.value) : [];
    this.#abort = null;
  }

  /** Somebody wants the engine for something else: what is not profiled yet is when it is asked for again. */
  stop(): void {
    if (!this.#abort) return;
    this.#abort.abort();
    this.#abort = null;
    this.#asked = '';
  }
}
