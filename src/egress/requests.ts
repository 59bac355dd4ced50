import type { Observation } from './observation.ts';

/** One request, however many witnesses saw it. */
export interface SeenRequest extends Pick<Observation, 'url' | 'at' | 'where' | 'kind' | 'outcome'> {
  /** What stopped it, when something did. */
  by: 'policy' | 'lock' | 'service-worker' | null;
}

/** Two reports of one request are at most so far apart: milliseconds. */
const TOGETHER = 2_000;

/** What is known of one address. */
interface Address {
  /** Stops, each with whether the browser's own list has been found to hold it too. */
  stops: { request: SeenRequest; listed: boolean }[];
  /** How many stops each witness has reported: two policies that stop one request report it both. */
  reports: Map<string, number>;
  /** Listed requests without an answer, which may turn out to have been stopped. */
  open: SeenRequest[];
}

/**
 * Makes one list of requests of what several witnesses saw. A request that was stopped stands in the browser's
 * timing list as well, and each policy that forbids it reports it once: it is counted once, as stopped. What
 * had an answer was never stopped.
 */
export class Requests {
  readonly list: SeenRequest[] = [];
  readonly #addresses = new Map<string, Address>();

  /** Takes one observation in; whether the list changed. */
  saw(seen: Observation): boolean {
    const address = this.#at(seen.url);
    if (seen.witness === 'lock') return this.#add(seen, 'lock');
    if (seen.outcome === 'stopped') return this.#stopped(address, seen);
    if (seen.witness === 'timing' && !seen.answered) {
      const stop = address.stops.find((s) => !s.listed && near(s.request, seen));
      if (stop) {
        stop.listed = true;
        return false;
      }
    }
    this.#add(seen, null);
    if (!seen.answered) address.open.push(this.list.at(-1)!);
    return true;
  }

  #stopped(address: Address, seen: Observation): boolean {
    const count = (address.reports.get(seen.witness) ?? 0) + 1;
    address.reports.set(seen.witness, count);
    if (count <= address.stops.length) return false;
    const by = seen.witness === 'service-worker' ? 'service-worker' : 'policy';
    const at = address.open.findIndex((request) => near(request, seen));
    const [open] = at < 0 ? [] : address.open.splice(at, 1);
    if (open) Object.assign(open, { outcome: 'stopped', by });
    else this.#add(seen, by);
    address.stops.push({ request: open ?? this.list.at(-1)!, listed: open !== undefined });
    return true;
  }

  #add({ url, at, where, kind, outcome }: Observation, by: SeenRequest['by']): true {
    this.list.push({ url, at, where, kind, outcome, by });
    return true;
  }

  #at(url: string): Address {
    let address = this.#addresses.get(url);
    if (!address) this.#addresses.set(url, (address = { stops: [], reports: new Map(), open: [] }));
    return address;
  }
}

/** Whether a request went out to another site than the one at `origin`. */
export const isForeign = ({ url, outcome }: Pick<SeenRequest, 'url' | 'outcome'>, origin: string): boolean =>
  // Nearly all of hundreds: their beginning tells.
  outcome !== 'stopped' && !url.startsWith(`${origin}/`) && new URL(url).origin !== origin;

const near = (a: { at: number }, b: { at: number }): boolean => Math.abs(a.at - b.at) < TOGETHER;
