import { expose } from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import type { FilesWorker } from '../../../src/files/api.ts';
import { openFilesWorker } from '../../../src/files/client.ts';
import { valueOf } from './support.ts';

const never = () => new Promise<never>(() => {});
const file = new File(['a,b\n1,2\n'], 'a.csv');

/** A worker's two ends in one thread. */
class Thread extends EventTarget {
  static last: Thread;
  static face: Partial<FilesWorker> = {};
  readonly #near: MessagePort;
  readonly #far: MessagePort;
  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    expose({ setup: () => {}, ...Thread.face }, port2 as never);
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    Thread.last = this;
  }
  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#near.postMessage(message, transfer);
  }
  terminate(): void {
    this.#near.close();
    this.#far.close();
  }
}
vi.stubGlobal('Worker', Thread);
vi.stubGlobal('location', new URL('http://localhost/'));
afterEach(() => (Thread.face = {}));

test('what is asked of a worker that is ended meanwhile comes back as cancelled', async () => {
  Thread.face = { inspect: never, stage: never };
  const { worker, terminate } = valueOf(await openFilesWorker());
  const asked = worker.inspect(file);
  terminate();
  const cancelled = { ok: false, fault: { code: 'cancelled' } };
  expect([await asked, await worker.inspect(file)]).toEqual([cancelled, cancelled]);
});

test('a worker that dies by itself is heard of', async () => {
  Thread.face = { inspect: never };
  const { worker } = valueOf(await openFilesWorker());
  const asked = worker.inspect(file);
  Thread.last.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  expect(await asked).toEqual({ ok: false, fault: { code: 'file-unreadable', detail: 'out of memory' } });
});
