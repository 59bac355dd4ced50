import { mappedSource, type ExpectedSource } from '../entity/source.ts';
import type { VersionedSource } from '../run/data.ts';
import type { OpenSource } from './open-source.ts';

/** The sources of one notebook as the entities are made of them: meaning from the notebook, columns from the tables. */
export class MappedSources {
  /** By what the rows of some are told from all others, by source: they were known before they were a source. */
  #versions = new Map<string, string>();
  /** The last answer: as long as nothing changed it is the same object. */
  #last: { list: OpenSource[]; expected: readonly ExpectedSource[]; made: VersionedSource[] } | null = null;

  /** Rows that were known before they were a source have that version at every visit, or in every notebook. */
  know(id: string, version: string): void {
    this.#versions.set(id, version);
  }

  of(list: OpenSource[], expected: readonly ExpectedSource[]): readonly VersionedSource[] {
    const last = this.#last;
    if (last?.list === list && last.expected === expected) return last.made;
    const known = new Map(last?.made.map((source) => [source.name, source]));
    const made = list.flatMap((source) => {
      const meaning = expected.find((e) => e.name === source.name);
      if (!meaning) return [];
      const { id, columns, name } = source;
      const version = this.#versions.get(id) ?? id;
      const same = last?.expected === expected && last.list.some((s) => s.id === id && s.columns === columns);
      return [(same && known.get(name)) || { ...mappedSource(meaning, columns), version }];
    });
    // That rows are stored now, or have digests, is nothing to what is made of them.
    const stands = last?.made.length === made.length && made.every((source, i) => source === last.made[i]);
    this.#last = { list, expected, made: stands ? last.made : made };
    return this.#last.made;
  }
}
