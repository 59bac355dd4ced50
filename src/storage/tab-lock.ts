/** A notebook's lock as this tab has it: one tab edits, the others read. */
export interface TabLock {
  /** True while this tab may edit and save. */
  readonly mine: boolean;
  /** Makes this tab the one that edits; the other is asked to save first, and overruled when it is silent. */
  takeOver(): Promise<void>;
  /** Gives the lock up for good: the notebook was closed. */
  release(): void;
}

export interface TabLockEvents {
  /** Told at every change after the first: true = this tab edits now and should load what is stored. */
  onChange(mine: boolean): void;
  /** Another tab takes over: save what is pending. */
  onAsked(): Promise<void>;
}

/** What the lock needs of the browser; tests bring their own. */
export interface LockPlatform {
  locks: Pick<LockManager, 'request'>;
  channel(name: string): BroadcastChannel;
  wait(ms: number): Promise<void>;
}

const LOCK_NAME = 'cellar-notebook-';

/** How long a silent owner is waited for, in ms. */
const PATIENCE = 2_000;

const browser = (): LockPlatform => ({
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/** Ids of the notebooks that some tab has open for editing. */
export async function openNotebooks(
  locks: Pick<LockManager, 'query'> = navigator.locks,
): Promise<Set<string>> {
  const { held = [] } = await locks.query();
  return new Set(
    held.flatMap(({ name = '' }) => (name.startsWith(LOCK_NAME) ? [name.slice(LOCK_NAME.length)] : [])),
  );
}

/** Locks a notebook for editing in this tab if no other tab has it; resolves once that is known. */
export async function lockNotebook(
  id: string,
  events: TabLockEvents,
  platform: LockPlatform = browser(),
): Promise<TabLock> {
  const name = `${LOCK_NAME}${id}`;
  const channel = platform.channel(name);
  const closed = new AbortController();
  let mine = false;
  let settled = false;
  let queued = false;
  let letGo = (): void => undefined;
  let given = (): void => undefined;

  const set = (now: boolean): void => {
    if (mine === now) return;
    mine = now;
    if (settled && !closed.signal.aborted) events.onChange(now);
  };

  /** Resolves with whether the lock was got; holds it until `letGo`, a theft or the end of the tab. */
  const request = (options: LockOptions): Promise<boolean> =>
    new Promise((got) => {
      const held = platform.locks.request(name, options, (lock) => {
        if (!lock || closed.signal.aborted) return got(false);
        set(true);
        got(true);
        return new Promise<void>((resolve) => (letGo = resolve));
      });
      const over = (): void => {
        got(false);
        if (!mine) return;
        set(false);
        queue();
      };
      held.then(over, over);
    });

  /** Waits in line, so that a reader becomes the owner when the owning tab closes or crashes. */
  const queue = (): void => {
    if (queued || closed.signal.aborted) return;
    queued = true;
    void request({ signal: closed.signal }).then(() => (queued = false));
  };

  channel.onmessage = async ({ data }: MessageEvent) => {
    if (data === 'given') given();
    if (data !== 'asked' || !mine) return;
    // Whatever could not be saved: who asked is not left waiting. One that is closed by now gives the lock by itself.
    await events.onAsked().catch(() => undefined);
    if (!closed.signal.aborted) channel.postMessage('given');
  };

  if (!(await request({ ifAvailable: true }))) queue();
  settled = true;
  return {
    get mine() {
      return mine;
    },
    async takeOver() {
      if (mine || closed.signal.aborted) return;
      const answer = new Promise<void>((resolve) => (given = resolve));
      channel.postMessage('asked');
      await Promise.race([answer, platform.wait(PATIENCE)]);
      if (!mine) await request({ steal: true });
    },
    release() {
      closed.abort();
      letGo();
      channel.close();
    },
  };
}
