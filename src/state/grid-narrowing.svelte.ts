import { messageOf } from '../result.ts';
import type { RowTest } from '../sql/row-test.ts';
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

  /** Asks for the rows of a table of `all` rows that meet the tests. */
  ask(source: GridSource, all: number, tests: readonly RowTest[]): void {
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
          if (generation === this.#generation) this.failure = messageOf(reason);
        },
      );
    }, wait);
  }
}
