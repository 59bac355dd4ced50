import type { Route } from './route.svelte.ts';

/** What of the workspace tells whether the machine is wanted. */
export interface Watched {
  readonly locked: boolean;
  readonly fault: unknown;
  readonly imports: {
    readonly busy: string | null;
    readonly confirming: unknown;
    readonly pending: { readonly ready: boolean } | null;
  };
  readonly session: {
    readonly runs: { readonly busy: boolean };
    readonly sources: { readonly restoring: unknown };
  } | null;
}

/** Whether a file is read or confirmed, a notebook's rows are fetched, or a cell is run: with many rows for minutes. */
export const works = ({ locked, imports, session }: Watched): boolean =>
  !locked &&
  (imports.busy !== null ||
    imports.confirming !== null ||
    imports.pending?.ready === false ||
    (session !== null && (session.runs.busy || session.sources.restoring !== null)));

/** Whether nobody waits: nothing of that, and no notebook is being opened. */
export const rests = (watched: Watched, { page }: Route): boolean =>
  !works(watched) &&
  (watched.locked ||
    watched.session !== null ||
    watched.fault !== null ||
    (page !== 'notebook' && page !== 'shared'));

/** Long enough that what follows by itself has begun: a notebook that is there runs its cells. Milliseconds. */
export const MOMENT = 300;
/** Whoever has asked for nothing for so long is reading. Milliseconds. */
const A_WHILE = 3_000;
/** Some are never at rest for long, though nothing is at work. Milliseconds. */
const LATEST = 60_000;

/** How long it has to be quiet for what only a later visit wants: between two questions to a notebook it is for a moment. */
export const calmOf = ({ session, imports }: Watched): number =>
  session || imports.pending ? A_WHILE : MOMENT;

/** Rows from which on what is found out when cells have run takes seconds, and would stand before the next press. */
const MANY = 500_000;

/** How long cells have to be at rest before anything is found out of so many rows that nobody asked for. */
export const calmWith = (rows: number): number => (rows < MANY ? 0 : A_WHILE);

/** What waits until the machine is at rest. */
export class Rest {
  /** When it came to rest, on the clock of `performance`; never where it is not. */
  since = Infinity;
  readonly #waiting = new Set<() => void>();

  /** Says whether it is; to be called whenever that may have changed. */
  look(resting: boolean): void {
    if (resting === this.since < Infinity) return;
    this.since = resting ? performance.now() : Infinity;
    for (const turn of this.#waiting) turn();
  }

  /**
   * Resolves when it has been at rest for so many milliseconds, or after a minute, unless something is at `work` then:
   * that is waited for however long it takes.
   */
  of(calm: () => number, work: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const go = (): void => {
        clearTimeout(timer);
        clearTimeout(latest);
        this.#waiting.delete(turn);
        resolve();
      };
      const late = (): void => {
        if (work()) latest = setTimeout(late, LATEST);
        else go();
      };
      let latest = setTimeout(late, LATEST);
      const turn = (): void => {
        clearTimeout(timer);
        if (this.since < Infinity) timer = setTimeout(go, calm());
      };
      this.#waiting.add(turn);
      turn();
    });
  }
}
