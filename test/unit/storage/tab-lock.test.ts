import { describe, expect, test } from 'vitest';
import { lockNotebook, type LockPlatform, type TabLock } from '../../../src/storage/tab-lock.ts';

type Callback = (lock: Lock | null) => unknown;
interface Waiting {
  callback: Callback;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** Web Locks of one name, exclusive mode, as the specification has them; and a bus of channels. */
class Browser {
  #held: Waiting | null = null;
  #queue: Waiting[] = [];
  #channels = new Set<{ onmessage: ((event: MessageEvent) => void) | null }>();
  waits = 0;

  #grant(waiting: Waiting): void {
    this.#held = waiting;
    void (async () => waiting.callback({} as Lock))().then(
      (value) => this.#over(waiting, () => waiting.resolve(value)),
      (error: unknown) => this.#over(waiting, () => waiting.reject(error)),
    );
  }

  #over(waiting: Waiting, settle: () => void): void {
    if (this.#held !== waiting) return;
    this.#held = null;
    settle();
    const next = this.#queue.shift();
    if (next) this.#grant(next);
  }

  #request(options: LockOptions, callback: Callback): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const waiting = { callback, resolve, reject };
      if (options.steal) {
        this.#held?.reject(new DOMException('stolen', 'AbortError'));
        this.#grant(waiting);
      } else if (!this.#held) this.#grant(waiting);
      else if (options.ifAvailable) resolve(callback(null));
      else {
        this.#queue.push(waiting);
        options.signal?.addEventListener('abort', () => {
          this.#queue = this.#queue.filter((other) => other !== waiting);
          reject(new DOMException('aborted', 'AbortError'));
        });
      }
    });
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** What one tab sees; `deaf` is a tab that hangs and answers nothing. */
  tab(deaf = false): LockPlatform {
    const channels = this.#channels;
    return {
      locks: {
        request: (_name: string, options: LockOptions, callback: Callback) =>
          this.#request(options, callback),
      } as LockPlatform['locks'],
      channel: () => {
        const channel = {
          onmessage: null,
          postMessage(data: unknown) {
            if (deaf) return;
            for (const other of channels) if (other !== channel) other.onmessage?.({ data } as MessageEvent);
          },
          close: () => void channels.delete(channel),
        } as {
          onmessage: ((event: MessageEvent) => void) | null;
          postMessage(data: unknown): void;
          close(): void;
        };
        if (!deaf) channels.add(channel);
        return channel as unknown as BroadcastChannel;
      },
      wait: async () => {
        this.waits++;
        // Nobody answered: time passes only after everything else has happened.
        for (let i = 0; i < 50; i++) await Promise.resolve();
      },
    };
  }
}

interface Tab {
  lock: TabLock;
  log: string[];
}

async function open(browser: Browser, deaf = false): Promise<Tab> {
  const log: string[] = [];
  const events = {
    onChange: (mine: boolean) => void log.push(mine ? 'mine' : 'reader'),
    onAsked: async () => void log.push('saved'),
  };
  return { lock: await lockNotebook('n', events, browser.tab(deaf)), log };
}

const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('two tabs on one notebook', () => {
  test('the first edits, the second reads', async () => {
    const browser = new Browser();
    const [a, b] = [await open(browser), await open(browser)];
    expect([a.lock.mine, b.lock.mine]).toEqual([true, false]);
    expect([a.log, b.log]).toEqual([[], []]);
  });

  test('the second takes over after the first has saved, and back again', async () => {
    const browser = new Browser();
    const [a, b] = [await open(browser), await open(browser)];
    await b.lock.takeOver();
    await settle();
    expect([a.lock.mine, b.lock.mine]).toEqual([false, true]);
    expect(a.log).toEqual(['saved', 'reader']);
    expect(b.log).toEqual(['mine']);
    await a.lock.takeOver();
    await settle();
    expect([a.lock.mine, b.lock.mine]).toEqual([true, false]);
    for (const tab of [b, a, b, a]) {
      await tab.lock.takeOver();
      await settle();
      expect(tab.lock.mine).toBe(true);
    }
    // Each tab stands in line once at most, however often the lock went to and fro.
    expect(browser.queued).toBe(2);
  });

  test('a tab that hangs is overruled', async () => {
    const browser = new Browser();
    const [a, b] = [await open(browser, true), await open(browser)];
    await b.lock.takeOver();
    await settle();
    expect([a.lock.mine, b.lock.mine]).toEqual([false, true]);
    expect(browser.waits).toBe(1);
    expect(a.log).toEqual(['reader']);
  });

  test('the reader becomes the editor when the first tab closes', async () => {
    const browser = new Browser();
    const [a, b, c] = [await open(browser), await open(browser), await open(browser)];
    a.lock.release();
    await settle();
    expect([b.lock.mine, c.lock.mine]).toEqual([true, false]);
    expect(b.log).toEqual(['mine']);
    expect(a.log).toEqual([]);
    b.lock.release();
    await settle();
    expect(c.lock.mine).toBe(true);
  });

  test('a reader that closes leaves the line, and a closed tab cannot take over', async () => {
    const browser = new Browser();
    const [a, b] = [await open(browser), await open(browser)];
    b.lock.release();
    await settle();
    expect(browser.queued).toBe(0);
    await b.lock.takeOver();
    expect(a.lock.mine).toBe(true);
    await a.lock.takeOver();
    expect(a.log).toEqual([]);
  });

  test('one whose saving fails gives way all the same, and one that closes while it saves answers nobody', async () => {
    const browser = new Browser();
    /** A channel that is closed takes no message. */
    const strict = (platform: LockPlatform): LockPlatform => ({
      ...platform,
      channel(name) {
        const channel = platform.channel(name);
        const { postMessage, close } = channel;
        let closed = false;
        channel.close = () => {
          closed = true;
          close.call(channel);
        };
        channel.postMessage = (data) => {
          if (closed) throw new DOMException('closed', 'InvalidStateError');
          postMessage.call(channel, data);
        };
        return channel;
      },
    });
    const ends: (() => void)[] = [];
    const lost: unknown[] = [];
    const hear = (error: unknown) => lost.push(error);
    process.on('unhandledRejection', hear);
    try {
      for (const onAsked of [
        () => Promise.reject(new Error('the disk is gone')),
        async () => ends.pop()!(),
      ]) {
        const owner = await lockNotebook('n', { onChange: () => {}, onAsked }, strict(browser.tab()));
        ends.push(() => owner.release());
        const other = await open(browser);
        await other.lock.takeOver();
        await settle();
        expect([owner.mine && !other.lock.mine, other.lock.mine]).toEqual([false, true]);
        owner.release();
        other.lock.release();
        await settle();
      }
      await new Promise((next) => setImmediate(next));
      expect(lost).toEqual([]);
    } finally {
      process.off('unhandledRejection', hear);
    }
  });
});
