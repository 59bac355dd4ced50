import { expose } from 'comlink';
import { afterAll, vi } from 'vitest';

/** A worker's two ends in one thread: it answers with the face that `Thread.face` is when it starts. */
export class Thread extends EventTarget {
  static last: Thread;
  static face: object = {};
  ended = false;
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
    if (!this.ended) this.#near.postMessage(message, transfer);
  }
  terminate(): void {
    this.ended = true;
    this.#near.close();
    this.#far.close();
  }
  /** It dies by itself: the page hears of that once, and nothing else ever. */
  die(message: string): void {
    this.terminate();
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

/** Lets workers be started that are threads of this kind, until the test file is over. */
export function stubWorkers(): void {
  vi.stubGlobal('Worker', Thread);
  vi.stubGlobal('location', new URL('http://localhost/'));
  afterAll(() => void vi.unstubAllGlobals());
}
