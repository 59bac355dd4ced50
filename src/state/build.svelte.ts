import type { BuildName, OfflineAnswer, WorkerRequest } from '../offline/messages.ts';
import { egress } from './egress.svelte.ts';

/**
 * Which build this page is, who serves it, and whether the host has another one, which is taken only when the
 * reader agrees to it.
 */
class BuildState {
  /** This build's name; null until it is known. */
  current = $state.raw<BuildName | null>(null);
  /** What the service worker says it puts on every answer; null while the host serves the page. */
  served = $state.raw<OfflineAnswer | null>(null);
  /** Another build that the host has. */
  offered = $state.raw<BuildName | null>(null);
  /** What becomes of the reader's consent. */
  taking = $state<'' | 'fetching' | 'failed'>('');
  /** Another tab has taken a new build; this one should load anew. */
  outdated = $state(false);
  #heard = new Set<string>();

  /** Learns which build this is and begins to listen; to be called before the page is sealed. */
  async start(): Promise<void> {
    const { askHost, askOffline, hearOffline } = await import('../offline/register.ts');
    hearOffline((news) => {
      if (news.kind === 'request') this.#hear(news.request);
      else if (news.build.digest !== this.current?.digest) this.offered = news.build;
    });
    this.served = await askOffline();
    this.served?.requests.forEach((request) => this.#hear(request));
    this.current = this.served?.build ?? (await askHost());
    if (!('serviceWorker' in navigator)) return;
    navigator.serviceWorker.addEventListener('controllerchange', () => void this.#changed());
  }

  /** Fetches the offered build and loads the page anew from it. */
  async take(): Promise<void> {
    if (!this.offered) return;
    this.taking = 'fetching';
    try {
      const { takeBuild } = await import('../offline/register.ts');
      if (!(await takeBuild(this.offered))) this.taking = 'failed';
    } catch {
      this.taking = 'failed';
    }
  }

  /** A service worker took the page over: the first one after the first visit, or another build's. */
  async #changed(): Promise<void> {
    const { askOffline } = await import('../offline/register.ts');
    this.served = await askOffline();
    const { build } = this.served ?? {};
    if (build && this.current && build.digest !== this.current.digest && !this.taking) this.outdated = true;
    this.current ??= build ?? null;
  }

  #hear({ id, url, at, outcome }: WorkerRequest): void {
    if (this.#heard.has(id)) return;
    this.#heard.add(id);
    const where = 'service-worker';
    egress.saw({ url, at, where, kind: 'service-worker', witness: where, outcome, answered: true });
  }
}

export const build = new BuildState();
