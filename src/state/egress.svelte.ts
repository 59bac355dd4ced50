import type { Contents, Departure, Way } from '../egress/departure.ts';
import type { Observation } from '../egress/observation.ts';
import { isForeign, Requests, type SeenRequest } from '../egress/requests.ts';
import { watchRequests } from '../egress/watch.ts';
import { hearWorkers } from '../worker.ts';

/**
 * The egress ledger of this visit: every request that page, workers and service worker made or tried to make, as
 * the browser itself reports it, and everything that the reader saved, copied, printed or linked. So the
 * number on the screen is a measurement and not a promise.
 */
class Egress {
  readonly #requests = new Requests();
  #changed = $state(0);
  #departures = $state.raw<readonly Departure[]>([]);
  /** When the page was opened: milliseconds since 1970. */
  readonly since = performance.timeOrigin;

  /** What is on paper when the page is printed; the report that is open says it. */
  printed: () => Contents = () => ({ what: 'report' });

  constructor() {
    const saw = (seen: Observation): void => this.saw(seen);
    watchRequests('page', saw);
    hearWorkers(saw);
    addEventListener('copy', () => {
      const text = getSelection()?.toString() ?? '';
      if (text) this.record('copy', '', text.length, { what: 'text' });
    });
    addEventListener('beforeprint', () => this.record('print', document.title, 0, this.printed()));
  }

  saw(seen: Observation): void {
    if (this.#requests.saw(seen)) this.#changed += 1;
  }

  /** Writes down what is handed over now. */
  record(way: Way, name: string, bytes: number, contents: Contents): void {
    const { what, rows = null, columns = null, smallestGroup = null } = contents;
    const departure = { at: Date.now(), way, what, name, bytes, rows, columns, smallestGroup };
    this.#departures = [...this.#departures, departure];
  }

  get departures(): readonly Departure[] {
    return this.#departures;
  }

  get requests(): readonly SeenRequest[] {
    void this.#changed;
    return this.#requests.list;
  }

  /** Requests that reached for another origin and were not stopped. The promise is that this stays 0. */
  readonly foreign = $derived.by(
    () => this.requests.filter((request) => isForeign(request, location.origin)).length,
  );

  get stopped(): number {
    return this.requests.filter(({ outcome }) => outcome === 'stopped').length;
  }
}

export const egress = new Egress();
