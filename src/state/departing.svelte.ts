import type { Notebook } from '../notebook/document.ts';
import type { ScrubFinding } from '../notebook/scrub.ts';
import { lookThroughAsItIs } from './outgoing.ts';

/** Lets something leave, with these replaced in it. */
type Go = (replaced: readonly ScrubFinding[]) => Promise<void> | void;
type Session = Parameters<typeof lookThroughAsItIs>[0];

interface Asked {
  found: readonly ScrubFinding[];
  /** Sources that could not be looked through. */
  unlooked: readonly string[];
  /** As it was looked through. */
  notebook: Notebook;
  isIn: (finding: ScrubFinding) => boolean;
  go: Go;
}

/** What is about to leave: looked through, and asked about where there is something to decide on. */
export class Departing {
  #asked = $state.raw<Asked | null>(null);
  readonly #session: () => Session;

  constructor(session: () => Session) {
    this.#session = session;
  }

  /** What is to be decided on; null where nothing is. */
  get asked(): Pick<Asked, 'found' | 'unlooked'> | null {
    return this.#asked;
  }

  /** Looks through what is about to leave; `isIn` says what of the findings stands in it. Returns those. */
  async past(go: Go, isIn: Asked['isIn']): Promise<readonly ScrubFinding[]> {
    this.#asked = null;
    const { found: all, data, notebook } = await lookThroughAsItIs(this.#session());
    const [found, { unlooked }] = [all.filter(isIn), data];
    if (found.length > 0 || unlooked.length > 0) this.#asked = { found, unlooked, notebook, isIn, go };
    else await go([]);
    return found;
  }

  /** Goes on with these replaced; what was edited since it was looked through is looked through, and asked about, anew. */
  async decided(replaced: readonly ScrubFinding[]): Promise<void> {
    const asked = this.#asked;
    this.#asked = null;
    if (!asked) return;
    if (this.#session().notebook === asked.notebook) await asked.go(replaced);
    else await this.past(asked.go, asked.isIn);
  }

  close(): void {
    this.#asked = null;
  }
}
