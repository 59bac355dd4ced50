import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Tabs, type TabMessage } from '../../../src/state/tabs.ts';
import { WorkspaceLock } from '../../../src/state/workspace-lock.svelte.ts';
import * as locks from '../../../src/storage/lock.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { loadNotebook, saveNotebook } from '../../../src/storage/notebooks.ts';
import { Unsaved, type Locks } from '../../../src/storage/unsaved.ts';
import { value } from '../cli/support.ts';
import { webLocks } from '../support/locks.ts';
import { soon } from '../support/soon.ts';

/** What is tested is not how much a guess costs. */
const CHEAP = { N: 16, r: 1, p: 1 };
const WORD = 'correct horse battery';
const MINUTE = 60_000;

interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

/** The channel of one tab: what it says, the others hear. */
function channels(): () => Channel {
  const all: Channel[] = [];
  return () => {
    const own: Channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of all) if (other !== own) other.onmessage?.({ data } as MessageEvent<TabMessage>);
      },
    };
    all.push(own);
    return own;
  };
}

let count = 0;
let name: string;
let now: number;
let channel: () => Channel;
let tabLocks: Locks;
/** Stops waiting for other tabs. */
let limit: AbortController;
const opened: Db[] = [];

interface Tab {
  db: Db;
  lock: WorkspaceLock;
  /** What the host was asked, in order. */
  log: string[];
}

/** A tab with the workspace open; `flush` is what it does to store what is pending. */
async function tab(flush: (db: Db) => Promise<unknown> = async () => null): Promise<Tab> {
  const db = value(await openDb(name));
  opened.push(db);
  const log: string[] = [];
  const host = {
    flush: async () => {
      log.push('flush');
      await flush(db);
    },
    close: () => void log.push('close'),
  };
  const patience = { locks: tabLocks, limit: () => limit.signal };
  const lock = new WorkspaceLock(db, host, new Tabs(channel() as never), () => now, CHEAP, patience);
  value(await lock.begin());
  return { db, lock, log };
}

const save = (db: Db, text = 'text') =>
  saveNotebook(db, { id: 'n', title: 'Value', text, trusted: true, at: 1 });

beforeEach(() => {
  name = `workspace-lock-${++count}`;
  now = 1_000;
  channel = channels();
  tabLocks = webLocks();
  limit = new AbortController();
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const db of opened.splice(0)) db.close();
});

describe('a passphrase', () => {
  test('is set, locked by hand, and given again', async () => {
    const { db, lock, log } = await tab();
    value(await save(db));
    expect([lock.state, lock.declined]).toEqual(['none', false]);
    const shares: number[] = [];
    const watch = setInterval(() => lock.share !== null && shares.push(lock.share), 0);
    expect(await lock.set(WORD)).toBe(true);
    clearInterval(watch);
    expect([lock.state, lock.share]).toEqual(['unlocked', null]);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);

    log.length = 0;
    await lock.lock();
    expect([lock.state, log]).toEqual(['locked', ['flush', 'close']]);
    expect(await loadNotebook(db, 'n')).toMatchObject({ fault: { code: 'storage-locked' } });
    expect(await lock.unlock('not the one')).toBe(false);
    expect([lock.state, lock.fault?.code]).toEqual(['locked', 'passphrase-wrong']);
    expect(await lock.unlock(WORD)).toBe(true);
    expect([lock.state, lock.fault]).toEqual(['unlocked', null]);
    expect(value(await loadNotebook(db, 'n')).text).toBe('text');
  });

  test('what is pending is stored before the key goes', async () => {
    const { db, lock } = await tab((own) => save(own, 'the last edit'));
    await lock.set(WORD);
    await lock.lock();
    await lock.unlock(WORD);
    expect(value(await loadNotebook(db, 'n')).text).toBe('the last edit');
  });

  test('is changed and removed; a wrong one changes nothing', async () => {
    const { db, lock } = await tab();
    value(await save(db));
    await lock.set(WORD);
    expect(await lock.change('not the one', 'another secret')).toBe(false);
    expect(lock.fault?.code).toBe('passphrase-wrong');
    expect(await lock.change(WORD, 'short')).toBe(false);
    expect(lock.fault?.code).toBe('passphrase-short');
    expect(await lock.change(WORD, 'another secret')).toBe(true);
    await lock.lock();
    expect(await lock.unlock(WORD)).toBe(false);
    expect(await lock.unlock('another secret')).toBe(true);
    expect(await lock.remove(WORD)).toBe(false);
    expect(lock.state).toBe('unlocked');
    expect(await lock.remove('another secret')).toBe(true);
    expect([lock.state, (await tab()).lock.state]).toEqual(['none', 'none']);
    expect(value(await loadNotebook(db, 'n')).text).toBe('text');
  });

  test('a damaged lock is told apart from a wrong passphrase', async () => {
    const { db, lock } = await tab();
    await lock.set(WORD);
    const record = (await db.raw.get('lock', 'lock'))!;
    await db.raw.put('lock', { ...record, wrapped: record.wrapped.map((byte) => byte ^ 1) });
    await lock.lock();
    expect(await lock.unlock(WORD)).toBe(false);
    expect(lock.fault?.code).toBe('lock-damaged');
  });

  test('can be declined, which the next visit remembers', async () => {
    const { lock } = await tab();
    await lock.decline();
    expect([lock.declined, (await tab()).lock.declined]).toEqual([true, true]);
  });
});

describe('what goes wrong on the way', () => {
  test('storing the last edit: the key goes all the same, and what is shown', async () => {
    const { db, lock, log } = await tab(() => Promise.reject(new Error('the disk is gone')));
    expect(await lock.set(WORD)).toBe(true);
    log.length = 0;
    await lock.lock();
    expect([lock.state, log]).toEqual(['locked', ['flush', 'close']]);
    expect(await save(db)).toMatchObject({ fault: { code: 'storage-locked' } });
  });

  test('deriving the key, for want of memory: it is told, and can be tried again', async () => {
    const { db, lock } = await tab();
    await lock.set(WORD);
    await lock.lock();
    const get = vi.spyOn(db.raw, 'get').mockImplementationOnce(() => {
      throw new RangeError('Array buffer allocation failed');
    });
    const derive = vi.spyOn(crypto.subtle, 'importKey').mockRejectedValueOnce(new RangeError('no memory'));
    expect(await lock.unlock(WORD)).toBe(false);
    expect([lock.share, lock.fault?.code]).toEqual([null, 'storage-failed']);
    get.mockRestore();
    expect(await lock.unlock(WORD)).toBe(false);
    expect([lock.share, lock.state]).toEqual([null, 'locked']);
    derive.mockRestore();
    expect(await lock.unlock(WORD)).toBe(true);
  });

  test('asked twice at once: one is derived, the other is refused without harm', async () => {
    const { lock } = await tab();
    await lock.set(WORD);
    await lock.lock();
    expect(await Promise.all([lock.unlock(WORD), lock.unlock('not the one')])).toEqual([true, false]);
    expect([lock.state, lock.fault]).toEqual(['unlocked', null]);
  });
});

describe('nobody is there', () => {
  test('for as long as was chosen: it locks, and not before', async () => {
    const { lock } = await tab();
    await lock.set(WORD);
    await lock.setIdle(5);
    lock.active();
    now += 5 * MINUTE - 1;
    await lock.tick();
    expect(lock.state).toBe('unlocked');
    lock.active();
    now += 5 * MINUTE - 1;
    await lock.tick();
    expect(lock.state).toBe('unlocked');
    now += 1;
    await lock.tick();
    expect(lock.state).toBe('locked');
    // The choice is sealed as everything else, and there again with the key.
    await lock.unlock(WORD);
    expect(lock.idleMinutes).toBe(5);
    await lock.tick();
    expect(lock.state).toBe('unlocked');
  });

  test('never, where that was chosen', async () => {
    const { lock } = await tab();
    await lock.set(WORD);
    await lock.setIdle(0);
    now += 10_000 * MINUTE;
    await lock.tick();
    expect(lock.state).toBe('unlocked');
  });
});

describe('several tabs', () => {
  async function two(): Promise<[Tab, Tab]> {
    const first = await tab();
    value(await save(first.db));
    await first.lock.set(WORD);
    const second = await tab();
    await second.lock.unlock(WORD);
    return [first, second];
  }

  test('lock at once, and none of them while there is somebody in one', async () => {
    const [first, second] = await two();
    await first.lock.setIdle(5);
    now += 4 * MINUTE;
    second.lock.active();
    now += 2 * MINUTE;
    await first.lock.tick();
    expect(first.lock.state).toBe('unlocked');
    await second.lock.lock();
    await soon(async () =>
      expect(await loadNotebook(first.db, 'n')).toMatchObject({ fault: { code: 'storage-locked' } }),
    );
    expect(first.lock.state).toBe('locked');
    expect(first.log.slice(-2)).toEqual(['flush', 'close']);
  });

  test('a tab that had it open in plain stores what is pending, then locks', async () => {
    let saved = false;
    const other = await tab(async (own) => {
      await save(own, 'edited in the other tab');
      saved = true;
    });
    const first = await tab();
    // To derive the key takes longer than that, which it does not here, where a guess costs nothing.
    const { importKey } = crypto.subtle;
    vi.spyOn(crypto.subtle, 'importKey').mockImplementationOnce(async (...given: unknown[]) => {
      await soon(() => expect(saved).toBe(true));
      return importKey.apply(crypto.subtle, given as never);
    });
    await first.lock.set(WORD);
    await soon(() => expect(other.lock.state).toBe('locked'));
    expect(other.log).toEqual(['flush', 'flush', 'close']);
    expect(value(await loadNotebook(first.db, 'n')).text).toBe('edited in the other tab');
  });

  test('are locked before records are sealed: an edit made there meanwhile was lost', async () => {
    const first = await tab();
    value(await save(first.db));
    const other = await tab();
    // Sealing the first record waits until the other tab is shut; it was shut when all was sealed.
    const { encrypt } = crypto.subtle;
    vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...given) => {
      await soon(() => expect(other.lock.state).toBe('locked'));
      return encrypt.apply(crypto.subtle, given);
    });
    expect(await first.lock.set(WORD)).toBe(true);
    expect(other.log).toEqual(['flush', 'flush', 'close']);
    // It is opened there while the rest is sealed, or after, and stays open.
    expect(await other.lock.unlock(WORD)).toBe(true);
    value(await save(other.db, 'an edit there'));
    expect([other.lock.state, value(await loadNotebook(first.db, 'n')).text]).toEqual([
      'unlocked',
      'an edit there',
    ]);
  });

  describe('of which one is slow, with an edit that is not stored yet', () => {
    /** A tab that stores an edit when it comes to it. */
    async function slow() {
      const unsaved = new Unsaved(tabLocks);
      const text = 'CANARY of the other tab';
      const other = await tab();
      unsaved.hold();
      const stored = async () => {
        const done = await save(other.db, text);
        unsaved.release();
        return done;
      };
      return { ...other, text, stored };
    }

    test('wait for it: the edit is there, and nothing of it in plain', async () => {
      const first = await tab();
      const other = await slow();
      const set = first.lock.set(WORD);
      // The key is derived, and the passphrase waits.
      await soon(() => expect(first.log).toEqual(['flush', 'flush']));
      expect(await first.db.raw.count('lock')).toBe(0);
      value(await other.stored());
      expect(await set).toBe(true);
      expect(value(await loadNotebook(first.db, 'n')).text).toBe(other.text);
      for (const store of ['versions', 'notebooks'] as const)
        for (const record of await first.db.raw.getAll(store))
          expect(Object.keys(record)).toContain('sealed');
      await soon(() => expect(other.lock.state).toBe('locked'));
    });

    test('change nothing when it does not come to storing, and say so', async () => {
      const first = await tab();
      const other = await slow();
      const set = first.lock.set(WORD);
      await soon(() => expect(first.log).toEqual(['flush', 'flush']));
      limit.abort();
      expect(await set).toBe(false);
      expect([first.lock.state, first.lock.fault?.code]).toEqual(['none', 'storage-tab-unsaved']);
      expect([await first.db.raw.count('lock'), other.lock.state]).toEqual([0, 'none']);
      value(await other.stored());
      limit = new AbortController();
      expect(await first.lock.set(WORD)).toBe(true);
      expect(value(await loadNotebook(first.db, 'n')).text).toBe(other.text);
    });

    test('wait for it before the passphrase is taken away, too', async () => {
      const first = await tab();
      await first.lock.set(WORD);
      const other = await slow();
      await other.lock.unlock(WORD);
      // It has locked itself by the time that it comes to storing, but for what is on its way.
      const { lockNow } = locks;
      const kept = vi.spyOn(locks, 'lockNow').mockImplementationOnce(() => undefined);
      const removed = first.lock.remove(WORD);
      await soon(() => expect(kept).toHaveBeenCalled());
      expect(await first.db.raw.get('lock', 'lock')).toMatchObject({ state: 'sealed' });
      value(await other.stored());
      lockNow(other.db);
      expect(await removed).toBe(true);
      expect(value(await loadNotebook(first.db, 'n')).text).toBe(other.text);
    });

    test('do not wait for one that has ended', async () => {
      const first = await tab();
      const gone = new Unsaved(tabLocks);
      gone.hold();
      gone.release();
      expect(await first.lock.set(WORD)).toBe(true);
    });
  });

  test('stay open when the passphrase to be taken away, or given, is refused', async () => {
    const [one, other] = [await tab(), await tab()];
    await one.lock.set(WORD);
    await soon(() => expect(other.lock.state).toBe('locked'));
    await other.lock.unlock(WORD);
    other.log.length = 0;
    expect(await one.lock.remove('not the one')).toBe(false);
    // This one's own state may be old: another tab has given the workspace a passphrase.
    expect(await one.lock.set('short')).toBe(false);
    expect([other.lock.state, new Set(other.log)]).toEqual(['unlocked', new Set(['flush'])]);
    value(await save(other.db, 'an edit there'));
    expect(await one.lock.remove(WORD)).toBe(true);
    await soon(() => expect(other.lock.state).toBe('none'));
    expect(value(await loadNotebook(other.db, 'n')).text).toBe('an edit there');
  });

  test('a tab that hears nothing writes nothing in plain either', async () => {
    const first = await tab();
    channel = channels();
    const deaf = await tab();
    await first.lock.set(WORD);
    expect(await save(deaf.db, 'CANARY')).toMatchObject({ fault: { code: 'storage-locked' } });
    expect(await first.db.raw.count('versions')).toBe(0);
    // Nor sealed, once the passphrase is gone: nobody could read that.
    await deaf.lock.begin();
    await deaf.lock.unlock(WORD);
    await first.lock.remove(WORD);
    expect(await save(deaf.db, 'CANARY')).toMatchObject({ fault: { code: 'storage-locked' } });
  });

  test('two passphrases set at once: one holds, the other is refused', async () => {
    const first = await tab();
    channel = channels();
    const second = await tab();
    const done = await Promise.all([first.lock.set(WORD), second.lock.set('another secret')]);
    expect(done.filter(Boolean)).toHaveLength(1);
    const word = done[0] ? WORD : 'another secret';
    const third = await tab();
    expect(await third.lock.unlock(word)).toBe(true);
  });
});
