import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultNotebook } from '../../../src/notebook/defaults.ts';
import { setTitle } from '../../../src/notebook/edit.ts';
import { Keeping, type Kept } from '../../../src/state/keeping.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import * as notebooks from '../../../src/storage/notebooks.ts';
import { Unsaved, whenSaved } from '../../../src/storage/unsaved.ts';
import { ok } from '../../../src/result.ts';
import { value } from '../cli/support.ts';
import { webLocks } from '../support/locks.ts';

let db: Db;
let count = 0;
let kept: Kept;
let keeping: Keeping;
const titleOf = (title: string) => setTitle(defaultNotebook, title);

beforeEach(async () => {
  // No test is so long that what is saved a moment after an edit is saved by itself meanwhile.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  db = value(await openDb(`keeping-${++count}`));
  kept = { id: 'n', notebook: titleOf('one'), trusted: true, readonly: false };
  keeping = new Keeping(db, kept);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const stored = async () => {
  const read = await notebooks.loadNotebook(db, 'n');
  return read.ok ? (JSON.parse(read.value.text) as { title: string }).title : null;
};

describe('keeping the document', () => {
  test('a burst of edits is saved once, a moment after the last', async () => {
    const now = vi.spyOn(keeping, 'now').mockResolvedValue(true);
    for (let i = 0; i < 5; i++) {
      keeping.touch();
      vi.advanceTimersByTime(300);
    }
    expect(now).not.toHaveBeenCalled();
    expect(keeping.state).toBe('pending');
    vi.advanceTimersByTime(100);
    expect(now).toHaveBeenCalledTimes(1);
  });

  test('at once when asked, as it is then', async () => {
    keeping.touch();
    kept.notebook = titleOf('two');
    await keeping.now();
    expect([keeping.state, await stored()]).toEqual(['saved', 'two']);
  });

  test('other tabs are told while an edit is on its way, and no longer', async () => {
    const locks = webLocks();
    const free = () => whenSaved(async () => ok(null), { locks, limit: () => new AbortController().signal });
    const held = async () => {
      const asked = new AbortController();
      const done = whenSaved(async () => ok(null), { locks, limit: () => asked.signal });
      asked.abort();
      return done;
    };
    keeping = new Keeping(db, kept, null, new Unsaved(locks));
    value(await free());
    keeping.touch();
    keeping.touch();
    expect(await held()).toMatchObject({ fault: { code: 'storage-tab-unsaved' } });
    await keeping.now();
    value(await free());
    keeping.touch();
    keeping.overtaken();
    value(await free());
    keeping.followed(1);
    keeping.touch();
    keeping.stop();
    value(await free());
    vi.spyOn(notebooks, 'saveNotebook').mockResolvedValueOnce({ ok: false, fault: { code: 'storage-full' } });
    const failing = new Keeping(db, kept, null, new Unsaved(locks));
    failing.touch();
    await failing.now();
    expect(failing.state).toBe('failed');
    value(await free());
  });

  test('nothing when nothing changed, and nothing of a reader', async () => {
    await keeping.now();
    kept.readonly = true;
    keeping.touch();
    await keeping.now();
    expect([keeping.state, await stored()]).toEqual(['saved', null]);
  });

  test('without storage nothing is pending', () => {
    const nowhere = new Keeping(null, kept);
    nowhere.touch();
    expect(nowhere.state).toBe('saved');
  });

  test('an edit made while it was saved is still pending', async () => {
    keeping.touch();
    const saving = keeping.now();
    kept.notebook = titleOf('two');
    keeping.touch();
    await saving;
    expect([keeping.state, await stored()]).toEqual(['pending', 'one']);
    await keeping.now();
    expect([keeping.state, await stored()]).toEqual(['saved', 'two']);
  });

  test('a full disk is told, and the next saving tries again', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no space left', 'QuotaExceededError');
    });
    keeping.touch();
    await keeping.now();
    expect(keeping.state).toBe('failed');
    expect(keeping.fault?.code).toMatch(/^storage-/);
    vi.restoreAllMocks();
    await keeping.now();
    expect([keeping.state, keeping.fault, await stored()]).toEqual(['saved', null, 'one']);
  });

  test('what could not be kept beside it is told', () => {
    keeping.report('rows', { code: 'storage-full' });
    expect([keeping.state, keeping.fault?.code]).toEqual(['failed', 'storage-full']);
    keeping.report('rows', null);
    expect(keeping.fault).toBeNull();
  });

  test('and stays told while the document itself is saved: that mends nothing beside it', async () => {
    keeping.report('rows', { code: 'storage-full' });
    keeping.touch();
    expect(await keeping.now()).toBe(true);
    expect([keeping.state, keeping.fault?.code, await stored()]).toEqual(['failed', 'storage-full', 'one']);
    keeping.report('rows', null);
    expect([keeping.state, keeping.fault]).toEqual(['saved', null]);
  });

  test('what is kept of one thing mends nothing of another', () => {
    keeping.report('rows', { code: 'storage-full' });
    keeping.report('restored', { code: 'storage-failed' });
    keeping.report('restored', null);
    expect(keeping.fault?.code).toBe('storage-full');
    keeping.report('restored', { code: 'storage-failed' });
    keeping.report('rows', null);
    expect([keeping.state, keeping.fault?.code]).toEqual(['failed', 'storage-failed']);
  });

  test('of two savings the last is of the last edit, however long the first takes', async () => {
    let letGo = (): void => {};
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const texts: string[] = [];
    vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(async (way, data) => {
      await slow;
      vi.mocked(crypto.subtle.digest).mockRestore();
      return crypto.subtle.digest(way, data);
    });
    keeping.touch();
    const first = keeping.now();
    kept.notebook = titleOf('two');
    keeping.touch();
    const second = keeping.now().then(() => texts.push('second'));
    const third = keeping.now().then(() => texts.push('third'));
    letGo();
    await Promise.all([first, second, third]);
    expect([keeping.state, await stored()]).toEqual(['saved', 'two']);
    expect(texts).toEqual(['second', 'third']);
  });

  test('of what was deleted in another tab stops, whatever is edited afterwards', async () => {
    keeping.touch();
    await keeping.now();
    value(await notebooks.deleteNotebook(db, 'n'));
    kept.notebook = titleOf('two');
    keeping.touch();
    expect(await keeping.now()).toBe(false);
    expect([keeping.state, keeping.fault?.code]).toEqual(['failed', 'storage-deleted']);
    keeping.touch();
    await keeping.now();
    expect(await stored()).toBeNull();
  });

  test('of a tab that reads only from now on comes to nothing', async () => {
    keeping.touch();
    kept.readonly = true;
    expect(await keeping.now()).toBe(true);
    expect(await stored()).toBeNull();
  });
});
