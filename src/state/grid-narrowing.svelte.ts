import { messageOf } from '../result.ts';
import { rowTestSql, type RowTest } from '../sql/row-test.ts';
import type { GridSource } from './result-pages.ts';

/** How long typing must rest before the engine is asked, in milliseconds. */
const REST = 160;

/** The rows that are left of a table by what its reader asks: counted by the engine, the last question wins. */
export class GridNarrowing {
  /** What is shown now: of which table, by which tests, how many rows. */
  shown = $state.raw<{ source: GridSource; tests: readonly RowTest[]; count: number } | null>(null);
  /** Why the rows could not be counted, or null. */
  failure = $state.raw<string | null>(null);
  #generation = 0;
  #asked: { source: GridSource; all: number; of: string } | null = null;

  /**
   * Asks for the rows of a table of `all` rows that meet the tests; not again where that is what was asked last, for
   * a new answer, though the same, takes its reader back to the first row.
   */
  ask(source: GridSource, all: number, tests: readonly RowTest[]): void {
    const of = tests.map(rowTestSql).join('\n');
    if (this.#asked?.source === source && this.#asked.all === all && this.#asked.of === of) return;
    this.#asked = { source, all, of };
    const generation = ++this.#generation;
    if (tests.length === 0) {
      this.failure = null;
      this.shown = { source, tests, count: all };
      return;
    }
    const wait = this.shown?.source === source ? REST : 0;
    setTimeout(() => {
      if (generation !== this.#generation) return;
      source.count(tests).then(
        (count) => {
          if (generation !== this.#generation) return;
          this.failure = null;
          this.shown = { source, tests, count };
        },
        (reason: unknown) => {
          if (generation !== this.#generation) return;
          this.#asked = null;
          this.failure = messageOf(reason);
        },
      );
    }, wait);
  }
}
