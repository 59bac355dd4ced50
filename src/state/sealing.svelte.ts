import markdownUrl from '../../workers/markdown.ts?worker&url';
import { shutPage, type OpenAway } from '../egress/shut-page.ts';
import { keepWorker } from '../worker.ts';
import { egress } from './egress.svelte.ts';

/** How long to wait before what could not be fetched is asked for again: milliseconds. */
const AGAIN = 30_000;

/**
 * Sealed mode: when everything that the page will ever need is in memory, it is shut, for good until it is
 * loaded anew. Until then the page's own policy holds, which allows this site alone.
 */
class Sealing {
  /** When the page was shut, milliseconds since 1970; null before. */
  since = $state<number | null>(null);
  #away: OpenAway | null = null;

  /** Fetches what a shut page could not fetch any more, then shuts it; tried again later where a file is missing. */
  async seal(): Promise<void> {
    if (this.since !== null || import.meta.env.DEV) return;
    const kept = await this.#keep().catch(() => false);
    if (this.since !== null) return;
    if (!kept) {
      setTimeout(() => void this.seal(), AGAIN);
      return;
    }
    this.#away = shutPage((seen) => egress.saw(seen));
    this.since = Date.now();
  }

  /** Whether all of it is here. Rejects where a part of the page itself cannot be fetched. */
  async #keep(): Promise<boolean> {
    const [{ keepFilesWorker }, { keepModelWorker }, { keepPackageWorker }] = await Promise.all([
      import('../files/client.ts'),
      import('../run/model-worker.ts'),
      import('../package/client.ts'),
    ]);
    const kept = await Promise.all([
      keepFilesWorker(),
      keepModelWorker(),
      keepPackageWorker(),
      keepWorker(markdownUrl),
    ]);
    return !kept.includes(false);
  }

  /** Opens another site in a window of its own, after the reader has seen its address and agreed. */
  openAway(address: string): void {
    egress.record('site', address, address.length, { what: 'address' });
    if (this.#away) this.#away(address);
    else window.open(address, '_blank', 'noopener,noreferrer');
  }
}

export const sealing = new Sealing();
