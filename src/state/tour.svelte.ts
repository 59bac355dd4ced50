/** What the tour shows of a page with results, in the order of a first look. */
export const TOUR_STEPS = ['answers', 'rows', 'setting', 'source', 'report'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

type Store = Pick<Storage, 'getItem' | 'setItem'>;
const KEY = 'cellar.tour';

/** A walk through the page: offered until it was taken or declined, and to be had again after that. */
export class Tour {
  readonly #store: Store;
  #offered = $state(false);
  #steps = $state.raw<readonly TourStep[]>([]);
  #at = $state(0);

  /** `store` keeps that it was seen; one that refuses only means that it is offered again. */
  constructor(store: Store) {
    this.#store = store;
    try {
      this.#offered = store.getItem(KEY) === null;
    } catch {
      this.#offered = true;
    }
  }

  /** Whether it is to be offered, as nobody has taken or declined it. */
  get offered(): boolean {
    return this.#offered;
  }
  /** The step that is shown, or null. */
  get step(): TourStep | null {
    return this.#steps[this.#at] ?? null;
  }
  /** Number of the step, from 1. */
  get number(): number {
    return this.#at + 1;
  }
  get length(): number {
    return this.#steps.length;
  }
  get last(): boolean {
    return this.#at === this.#steps.length - 1;
  }

  /** Begins with the first of the steps that this page has something for. */
  start(has: (step: TourStep) => boolean): void {
    this.#seen();
    this.#at = 0;
    this.#steps = TOUR_STEPS.filter(has);
  }

  back(): void {
    if (this.#at > 0) this.#at--;
  }

  /** Goes on; from the last step it ends. */
  next(): void {
    if (this.last) this.end();
    else this.#at++;
  }

  /** Declined, skipped or over: it is not offered again. */
  end(): void {
    this.#seen();
    this.#steps = [];
    this.#at = 0;
  }

  #seen(): void {
    this.#offered = false;
    try {
      this.#store.setItem(KEY, 'seen');
    } catch {
      // A full or forbidden storage only means that it is offered again.
    }
  }
}
