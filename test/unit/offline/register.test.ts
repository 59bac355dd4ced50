import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeBuild } from '../../../src/offline/register.ts';
import { until } from '../state/import/workshop.ts';
import { FakeCaches } from './fake-caches.ts';

/** A build that was agreed to and is being installed, on a page that hears of it. */
class Coming extends EventTarget {
  state = 'installing';
  told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

const build = { version: '2', digest: 'abc' };
let coming: Coming | null;
let container: EventTarget & { getRegistration(): Promise<unknown> };
let reload: ReturnType<typeof vi.fn>;

beforeEach(() => {
  coming = new Coming();
  container = Object.assign(new EventTarget(), {
    getRegistration: async () => ({ update: async () => ({ installing: coming, waiting: null }) }),
  });
  reload = vi.fn();
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('document', { baseURI: 'https://cellar.example/' });
  vi.stubGlobal('location', { reload });
  vi.stubGlobal('caches', new FakeCaches());
});
afterEach(() => vi.unstubAllGlobals());

const listening = () => until(() => (coming?.told.length ?? 0) > 0);

test('a build that takes the page over loads it anew', async () => {
  const taking = takeBuild(build);
  await until(() => coming !== null);
  setTimeout(() => coming!.become('installed'));
  await listening();
  expect([coming!.told, reload.mock.calls.length]).toEqual([[{ kind: 'take-over' }], 0]);
  container.dispatchEvent(new Event('controllerchange'));
  expect([await taking, reload.mock.calls.length]).toEqual([true, 1]);
});

test('so does one on a page that no worker served before', async () => {
  coming!.state = 'installed';
  const taking = takeBuild(build);
  await listening();
  coming!.become('activated');
  expect([await taking, reload.mock.calls.length]).toEqual([true, 1]);
});

test('one that fails to start leaves the page as it is, and nobody waits for it', async () => {
  coming!.state = 'installed';
  const taking = takeBuild(build);
  await listening();
  coming!.become('redundant');
  expect([await taking, reload.mock.calls.length]).toEqual([false, 0]);
});

test('one that could not be fetched whole, or is not there any more, is none', async () => {
  const taking = takeBuild(build);
  setTimeout(() => coming!.become('redundant'));
  expect(await taking).toBe(false);
  coming = null;
  expect(await takeBuild(build)).toBe(false);
});
