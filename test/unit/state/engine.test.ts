import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Engine, EngineKind } from '../../../src/engine/client.ts';
import { fail, ok, type Fault, type Result } from '../../../src/result.ts';
import { EngineService } from '../../../src/state/engine.svelte.ts';

/** An engine that only lives and dies. */
class Dummy {
  readonly kind: EngineKind;
  alive = true;
  shareable = true;
  sessions: Dummy[] = [];
  crash: (fault: Fault) => void = () => {};
  constructor(kind: EngineKind) {
    this.kind = kind;
  }
  onCrash(listener: (fault: Fault) => void): void {
    this.crash = listener;
  }
  terminate(): void {
    this.alive = false;
  }
  async share(): Promise<Dummy | null> {
    if (!this.shareable) return null;
    const session = new Dummy(this.kind);
    this.sessions.push(session);
    return session;
  }
}

let started: Dummy[];
let next: Fault | null;
let service: EngineService;
const start = async (kind: EngineKind): Promise<Result<Engine>> => {
  if (next) return { ok: false, fault: next };
  const engine = new Dummy(kind);
  started.push(engine);
  return ok(engine as unknown as Engine);
};
const kinds = () => started.map(({ kind }) => kind);
const dummyOf = (result: Result<unknown>): Dummy => {
  if (!result.ok) throw new Error(result.fault.code);
  return result.value as Dummy;
};

beforeEach(() => {
  started = [];
  next = null;
  service = new EngineService(start);
});

describe('the notebook engine', () => {
  test('is started once, when it is first asked for', async () => {
    expect([service.state, kinds()]).toEqual(['starting', []]);
    const [one, two] = await Promise.all([service.notebook(), service.notebook()]);
    expect(dummyOf(one)).toBe(dummyOf(two));
    expect([service.state, kinds()]).toEqual(['ready', ['notebook']]);
  });

  test('that cannot be started says why, and can be tried again', async () => {
    next = { code: 'engine-missing' };
    expect((await service.notebook()).ok).toBe(false);
    expect([service.state, service.fault?.code]).toEqual(['failed', 'engine-missing']);
    next = null;
    service.retry();
    expect((await service.notebook()).ok).toBe(true);
    expect([service.state, service.fault]).toEqual(['ready', null]);
  });

  test('that crashes is replaced at once, and whoever had tables in it is told', async () => {
    const told = vi.fn();
    const owner = {};
    service.onReplaced(owner, told);
    const first = dummyOf(await service.notebook());
    first.crash({ code: 'engine-crashed' });
    expect(told).toHaveBeenCalledExactlyOnceWith({ code: 'engine-crashed' });
    expect(dummyOf(await service.notebook())).not.toBe(first);
    service.offReplaced(owner);
    dummyOf(await service.notebook()).crash({ code: 'out-of-memory' });
    expect(told).toHaveBeenCalledTimes(1);
  });

  test('of one notebook is never that of the next', async () => {
    const warm = dummyOf(await service.notebook());
    await service.renew(); // the first notebook takes the one that is there
    expect(dummyOf(await service.notebook())).toBe(warm);
    await service.renew();
    expect(warm.alive).toBe(false);
    expect(dummyOf(await service.notebook())).not.toBe(warm);
  });
});

describe('a late start', () => {
  /** Engines that start when they are let. */
  function slow() {
    const starts: ((result: Result<Engine>) => void)[] = [];
    const late = new EngineService(() => new Promise((resolve) => starts.push(resolve)));
    const let_ = (n: number, result: Result<Dummy> = ok(new Dummy('notebook'))) => {
      starts[n]!(result as unknown as Result<Engine>);
      return result.ok ? result.value : null;
    };
    return { late, starts, let_ };
  }

  test('that throws, because a part of the page cannot be had, is a fault that can be tried again', async () => {
    let there = false;
    const broken = new EngineService(async (kind) => {
      if (!there) throw new TypeError('Failed to fetch dynamically imported module');
      return start(kind);
    });
    expect(await broken.notebook()).toMatchObject({ fault: { code: 'engine-missing' } });
    expect([broken.state, broken.fault?.detail]).toEqual([
      'failed',
      'Failed to fetch dynamically imported module',
    ]);
    await broken.warm();
    there = true;
    broken.retry();
    expect((await broken.notebook()).ok).toBe(true);
    // The spare that failed is not handed out to the next file.
    expect((await broken.takeImportEngine(false, () => {})).ok).toBe(true);
  });

  test('of an engine whose place was taken meanwhile says nothing of the one that is there', async () => {
    const { late, starts, let_ } = slow();
    void late.notebook();
    const ending = late.end();
    const now = late.notebook();
    expect(starts).toHaveLength(2);
    const there = let_(1)!;
    expect(dummyOf(await now)).toBe(there);
    let_(0, fail('engine-missing'));
    await ending;
    expect([late.state, late.fault]).toEqual(['ready', null]);
  });

  test('two notebooks opened at once leave one engine alive, and nobody the other’s', async () => {
    const { late, starts, let_ } = slow();
    await late.renew();
    const old = late.notebook();
    const renewing = [late.renew(), late.renew()];
    const first = let_(0)!;
    await old;
    await Promise.all(renewing);
    expect([starts.length, first.alive]).toEqual([2, false]);
    const second = let_(1)!;
    expect(dummyOf(await late.notebook())).toBe(second);
    expect(second.alive).toBe(true);
  });

  test('the crash of one that was given up brings no other down', async () => {
    const told = vi.fn();
    await service.renew();
    service.onReplaced({}, told);
    const first = dummyOf(await service.notebook());
    await service.renew();
    const second = dummyOf(await service.notebook());
    first.crash({ code: 'engine-crashed' });
    expect(told).not.toHaveBeenCalled();
    expect(dummyOf(await service.notebook())).toBe(second);
  });

  test('everything that was started is ended, what is still starting too', async () => {
    const { late, let_ } = slow();
    void late.notebook();
    void late.warm();
    const ending = late.end();
    const engines = [let_(0)!, let_(1)!];
    await ending;
    expect(engines.map(({ alive }) => alive)).toEqual([false, false]);
    expect(late.state).toBe('starting');
  });
});

describe('import engines', () => {
  test('one that somebody waits for rehearses no longer; the next spare one does', async () => {
    const wanted: AbortSignal[] = [];
    const eager = new EngineService((kind, _, signal) => (wanted.push(signal), start(kind)));
    const asked = () => wanted.map(({ aborted }) => aborted);
    await eager.warm();
    expect(asked()).toEqual([false]);
    await eager.takeImportEngine(false, () => {});
    await eager.takeImportEngine(false, () => {});
    expect(asked()).toEqual([true, true]);
    await eager.warm();
    expect(asked()).toEqual([true, true, false]);
  });

  test('a spare one is handed out once', async () => {
    await service.warm();
    const one = dummyOf(await service.takeImportEngine(false, () => {}));
    expect(kinds()).toEqual(['import']);
    const two = dummyOf(await service.takeImportEngine(false, () => {}));
    expect(two).not.toBe(one);
    expect(kinds()).toEqual(['import', 'import']);
  });

  test('small files share one, a big file never', async () => {
    const first = dummyOf(await service.takeImportEngine(true, () => {}));
    const second = dummyOf(await service.takeImportEngine(true, () => {}));
    expect(first.sessions).toEqual([second]);
    await service.warm(true);
    expect(kinds()).toEqual(['import']); // there is one to share
    dummyOf(await service.takeImportEngine(false, () => {}));
    expect(kinds()).toEqual(['import', 'import']);
  });

  test('one that takes no more is followed by another', async () => {
    const first = dummyOf(await service.takeImportEngine(true, () => {}));
    first.shareable = false;
    const second = dummyOf(await service.takeImportEngine(true, () => {}));
    expect(second).not.toBe(first);
    expect(dummyOf(await service.takeImportEngine(true, () => {}))).toBe(second.sessions[0]);
  });

  test('who took one hears of its end; one that does not start is no engine', async () => {
    const lost = vi.fn();
    dummyOf(await service.takeImportEngine(true, lost)).crash({ code: 'engine-crashed' });
    expect(lost).toHaveBeenCalledTimes(1);
    next = { code: 'engine-missing' };
    expect(await service.takeImportEngine(false, lost)).toEqual(fail('engine-missing'));
  });
});

test('how much of it is fetched is said in percent, never more than there is; nothing where nobody knows', async () => {
  const said: number[] = [];
  const fetching = new EngineService(async (_kind, progress) => {
    for (const [loaded, total] of [
      [5, 0],
      [1, 3],
      [3, 3],
      [4, 3],
    ] as const) {
      progress(loaded, total);
      said.push(fetching.percent);
    }
    return fail('engine-crashed');
  });
  await fetching.notebook();
  expect(said).toEqual([0, 33, 100, 100]);
});

describe('an engine that is claimed for a notebook that may be opened', () => {
  test('is an empty one, and the one that the notebook then has', async () => {
    await service.renew();
    const before = dummyOf(await service.notebook());
    const claimed = await service.claim();
    expect([before.alive, dummyOf(claimed).alive]).toEqual([false, true]);
    await service.renew(claimed.ok ? claimed.value : null);
    expect(dummyOf(await service.notebook())).toBe(dummyOf(claimed));
    // It is that notebook's from then on.
    await service.renew(claimed.ok ? claimed.value : null);
    expect(dummyOf(claimed).alive).toBe(false);
  });

  test('ends when another notebook is opened, or none comes', async () => {
    const claimed = dummyOf(await service.claim());
    await service.renew();
    expect(claimed.alive).toBe(false);
    const opened = dummyOf(await service.notebook());
    await service.release(claimed as unknown as Engine);
    expect(dummyOf(await service.notebook())).toBe(opened);
    const another = await service.claim();
    await service.release(dummyOf(another) as unknown as Engine);
    expect([opened.alive, dummyOf(another).alive]).toEqual([false, false]);
    // What took its place has never been used: the next notebook has it.
    const next = dummyOf(await service.notebook());
    await service.renew();
    expect([next.alive, dummyOf(await service.notebook()) === next]).toEqual([true, true]);
  });

  test('that was lost, or whose place was taken meanwhile, is no longer claimed', async () => {
    const claimed = await service.claim();
    dummyOf(claimed).crash({ code: 'engine-crashed' });
    const now = dummyOf(await service.notebook());
    await service.renew(claimed.ok ? claimed.value : null);
    expect([now.alive, dummyOf(await service.notebook()) === now]).toEqual([false, false]);
    const [late] = await Promise.all([service.claim(), service.renew()]);
    expect(late).toEqual(fail('cancelled'));
  });
});
