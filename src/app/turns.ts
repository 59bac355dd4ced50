import { nextTask } from '../state/next-task.ts';

/** Draws when its turn has come; the returned function gives the turn up. `patient`: it waits in any case. */
export type Turn = (draw: () => void, patient?: boolean) => () => void;

/**
 * What of a page is drawn part by part: each in a task of its own, in the order asked for, so that what an engine
 * answers and what a reader does come between. Once all have had their turn, what asks is drawn at once.
 */
export class Turns {
  readonly #next: (work: () => void) => void;
  readonly #waiting = new Set<() => void>();
  #going = false;
  #over = false;

  /** `next` runs work in a later task. */
  constructor(next: (work: () => void) => void = nextTask) {
    this.#next = next;
  }

  readonly take: Turn = (draw, patient = false) => {
    if (this.#over && !patient) {
      draw();
      return () => {};
    }
    // Asked twice, it is waited for twice.
    const turn = () => draw();
    this.#waiting.add(turn);
    if (!this.#going) this.#next(this.#go);
    this.#going = true;
    return () => void this.#waiting.delete(turn);
  };

  /** Nothing waits any more, nor what a part holds that `flush` has the page draw: paper shows the whole page. */
  all(flush: () => void = () => {}): void {
    this.#over = true;
    do {
      for (const turn of this.#waiting) {
        this.#waiting.delete(turn);
        turn();
      }
      flush();
    } while (this.#waiting.size > 0);
  }

  readonly #go = (): void => {
    const [turn] = this.#waiting;
    if (turn) this.#waiting.delete(turn);
    this.#going = this.#waiting.size > 0;
    // Before it is drawn: what cannot be drawn keeps none of the others waiting.
    if (this.#going) this.#next(this.#go);
    turn?.();
    this.#over ||= !this.#going;
  };
}
