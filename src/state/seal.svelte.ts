/** One request that the page made or tried to make. */
export interface SealEntry {
  url: string;
  kind: string;
  sameOrigin: boolean;
  blocked: boolean;
}

/**
 * The privacy seal: counts what the page asked of the network, as the browser itself reports it
 * (resource timing for what was fetched, CSP reports for what was stopped), so that the number on
 * the screen is a measurement and not a promise.
 */
class Seal {
  #entries = $state<SealEntry[]>([]);

  constructor() {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        this.#note(entry.name, (entry as PerformanceResourceTiming).initiatorType, false);
    }).observe({ type: 'resource', buffered: true });
    addEventListener('securitypolicyviolation', (event) => {
      if (/^https?:/.test(event.blockedURI)) this.#note(event.blockedURI, event.effectiveDirective, true);
    });
  }

  #note(url: string, kind: string, blocked: boolean): void {
    if (!/^https?:|^wss?:/.test(url)) return; // blob: and data: stay in the tab
    this.#entries.push({ url, kind, sameOrigin: new URL(url).origin === location.origin, blocked });
  }

  get entries(): readonly SealEntry[] {
    return this.#entries;
  }

  /** Requests that reached for another origin and were not stopped. The promise is that this stays 0. */
  get foreign(): number {
    return this.#entries.filter((e) => !e.sameOrigin && !e.blocked).length;
  }

  get blocked(): number {
    return this.#entries.filter((e) => e.blocked).length;
  }
}

export const seal = new Seal();
