import { describe, expect, test, vi } from 'vitest';
import type { EngineSession, EngineWorker } from '../../../src/engine/api.ts';
import { Engine, type EnginePort } from '../../../src/engine/client.ts';
import { fail, ok } from '../../../src/result.ts';
import { soon } from '../support/soon.ts';

const rows = { fields: [], count: 0, data: [] };
const never = <T>() => new Promise<T>(() => {});

/** A worker made of these answers, with handles on its life. */
async function engineOver(face: Partial<EngineWorker>, sessions?: EnginePort['sessions']) {
  let die: (detail: string) => void = () => {};
  const kill = vi.fn();
  const onCrash = vi.fn();
  const port: EnginePort = {
    face: { boot: async () => ok({ version: 'v' }), cancel: () => {}, ...face } as EngineWorker,
    ...(sessions ? { sessions } : {}),
    kill,
    onDeath: (listener) => (die = listener),
    give: (bytes) => bytes,
    share: (callback) => callback,
  };
  const engine = await Engine.over(port, {} as WebAssembly.Module);
  if (!engine.ok) throw new Error(engine.fault.code);
  engine.value.onCrash(onCrash);
  return { engine: engine.value, die: (detail: string) => die(detail), kill, onCrash };
}

describe('a lost worker', () => {
  test('its death answers everything outstanding and is told once', async () => {
    const { engine, die, kill, onCrash } = await engineOver({ run: () => never() });
    const running = engine.run('SELECT 1');
    const queued = engine.tableNames('SELECT 2');
    await Promise.resolve();
    die('gone');
    die('gone again');
    const crashed = { ok: false, fault: { code: 'engine-crashed', detail: 'gone' } };
    expect([await running, await queued, await engine.run('SELECT 3')]).toEqual([crashed, crashed, crashed]);
    expect([kill.mock.calls.length, onCrash.mock.calls]).toEqual([1, [[crashed.fault]]]);
    expect(engine.alive).toBe(false);
  });

  test('a trap inside WebAssembly ends the instance: nothing is run on it again', async () => {
    const run = vi.fn(async () => fail('engine-crashed', { detail: 'unreachable' }));
    const { engine, onCrash } = await engineOver({ run });
    const first = await engine.run('SELECT 1');
    const second = await engine.run('SELECT 2');
    expect([!first.ok && first.fault.code, !second.ok && second.fault.code]).toEqual([
      'engine-crashed',
      'engine-crashed',
    ]);
    expect([run.mock.calls.length, onCrash.mock.calls.length]).toEqual([1, 1]);
  });

  test('an ordinary error does not end it', async () => {
    const { engine, onCrash } = await engineOver({ run: async () => fail('sql-error') });
    await engine.run('SELECT');
    expect([engine.alive, onCrash.mock.calls.length]).toEqual([true, 0]);
  });

  test('terminating it cancels what is outstanding and tells nobody', async () => {
    const { engine, kill, onCrash } = await engineOver({ run: () => never() });
    const running = engine.run('SELECT 1');
    await Promise.resolve();
    engine.terminate();
    expect(await running).toEqual({ ok: false, fault: { code: 'cancelled' } });
    expect([kill.mock.calls.length, onCrash.mock.calls.length]).toEqual([1, 0]);
  });
});

describe('the queue', () => {
  test('one call at a time, in order', async () => {
    const seen: string[] = [];
    let busy = 0;
    const { engine } = await engineOver({
      run: async (_, [sql]) => {
        expect(++busy).toBe(1);
        await Promise.resolve();
        seen.push(sql!);
        busy--;
        return ok(rows);
      },
    });
    await Promise.all(['a', 'b', 'c'].map((sql) => engine.run(sql)));
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('the next call has gone to the worker before anybody hears of the last one', async () => {
    const seen: string[] = [];
    const { engine } = await engineOver({
      run: async (_, [sql]) => {
        seen.push(`asked ${sql}`);
        return ok(rows);
      },
    });
    await Promise.all(['a', 'b'].map((sql) => engine.run(sql).then(() => seen.push(`heard ${sql}`))));
    expect(seen).toEqual(['asked a', 'asked b', 'heard a', 'heard b']);
  });

  test('an abort answers at once, reaches the worker, and the next call waits until it has stopped', async () => {
    let stop: () => void = () => {};
    const cancelled: number[] = [];
    const run = vi.fn(async (_id: number, [sql]: string[]) => {
      if (sql === 'long') await new Promise<void>((resolve) => (stop = resolve));
      return sql === 'long' ? fail('cancelled') : ok(rows);
    });
    const { engine } = await engineOver({ run, cancel: (id) => void cancelled.push(id) });
    const abort = new AbortController();
    const long = engine.run('long', { signal: abort.signal });
    const next = engine.run('next');
    await soon(() => expect(run).toHaveBeenCalledTimes(1));
    abort.abort();
    expect(await long).toEqual({ ok: false, fault: { code: 'cancelled' } });
    expect([cancelled.length, run.mock.calls.length]).toEqual([1, 1]);
    stop();
    expect((await next).ok).toBe(true);
  });

  test('a run that does not stop is given up and the engine rebuilt', async () => {
    vi.useFakeTimers();
    try {
      const { engine, kill, onCrash } = await engineOver({ run: () => never() });
      const abort = new AbortController();
      const endless = engine.run('SELECT 1', { signal: abort.signal });
      await vi.advanceTimersByTimeAsync(0);
      abort.abort();
      expect(await endless).toEqual({ ok: false, fault: { code: 'cancelled' } });
      expect(onCrash).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(60_000);
      expect([kill.mock.calls.length, onCrash.mock.calls.length]).toEqual([1, 1]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('an engine that cannot boot is no engine', async () => {
    const kill = vi.fn();
    const port = {
      face: { boot: async () => fail('engine-unsupported') } as unknown as EngineWorker,
      kill,
      onDeath: () => {},
      give: (bytes: Uint8Array) => bytes,
      share: <T>(callback: T) => callback,
    };
    const result = await Engine.over(port, {} as WebAssembly.Module);
    expect(!result.ok && result.fault.code).toBe('engine-unsupported');
    expect(kill).toHaveBeenCalledTimes(1);
  });
});

describe('pieces of a table', () => {
  /** Pieces without end; whether they were told to stop. */
  function endless() {
    const seen = { stopped: false };
    const pieces = (async function* () {
      try {
        for (let i = 0; ; i++) yield new Uint8Array([i]);
      } finally {
        seen.stopped = true;
      }
    })();
    return { seen, pieces };
  }

  test('are taken until the worker dies; whoever makes them hears of it', async () => {
    const insertIpc = vi.fn((_table: string, _schema: string, bytes: Uint8Array) =>
      bytes[0] === 2 ? never<never>() : ok(null),
    );
    const { engine, die } = await engineOver({ run: async () => ok(rows), insertIpc } as never);
    const { seen, pieces } = endless();
    const putting = engine.replaceTable('t', pieces);
    // One more waits in the worker while the third is put in, and none beyond it.
    await soon(() => expect(insertIpc).toHaveBeenCalledTimes(4));
    die('gone');
    expect(await putting).toMatchObject({ fault: { code: 'engine-crashed', detail: 'gone' } });
    await soon(() => expect(seen.stopped).toBe(true));
    expect(insertIpc).toHaveBeenCalledTimes(4);
  });

  test('that fail are the fault told, whichever of the two on their way it was', async () => {
    const said = vi.fn();
    const insertIpc = async (_table: string, _schema: string, bytes: Uint8Array) =>
      bytes[0]! < 1 ? ok(null) : fail('sql-error', { detail: `piece ${bytes[0]}` });
    const { engine } = await engineOver({
      run: async (_id: number, statements: string[]) => (said(...statements), ok(rows)),
      insertIpc,
    } as never);
    const last = await engine.replaceTable('t', [new Uint8Array([0]), new Uint8Array([1])]);
    expect(last).toMatchObject({ fault: { detail: 'piece 1' } });
    const { seen, pieces } = endless();
    expect(await engine.replaceTable('t', pieces)).toMatchObject({ fault: { detail: 'piece 1' } });
    expect(seen.stopped).toBe(true);
    expect(said.mock.calls.flat()).toEqual(expect.not.arrayContaining(['COMMIT']));
    expect(said.mock.calls.filter(([sql]) => sql === 'ROLLBACK')).toHaveLength(2);
  });

  test('are given back to nobody who has gone: a cancelled call lets the next one run', async () => {
    const toPieces = async (
      _id: number,
      _sql: string,
      _size: number,
      onPiece: (bytes: Uint8Array, rows: number) => Promise<void>,
    ) => {
      try {
        await onPiece(new Uint8Array(1), 1);
        return ok({ rows: 1 });
      } catch {
        return fail('sql-error');
      }
    };
    const { engine, onCrash } = await engineOver({ run: async () => ok(rows), toPieces } as never);
    const abort = new AbortController();
    const taker = vi.fn(() => never<void>());
    const taking = engine.toPieces('SELECT 1', 1, taker, { signal: abort.signal });
    await soon(() => expect(taker).toHaveBeenCalledTimes(1));
    const next = engine.run('SELECT 2');
    abort.abort();
    expect(await taking).toEqual(fail('cancelled'));
    expect([(await next).ok, engine.alive, onCrash.mock.calls.length]).toEqual([true, true, 0]);
  });
});

describe('sessions of one worker', () => {
  async function two(face: Partial<EngineWorker> = {}) {
    const close = vi.fn();
    const opened = { run: async () => ok(rows), cancel: () => {} } as unknown as EngineSession;
    const made = await engineOver(face, { open: async () => opened, close });
    const other = (await made.engine.share())!;
    const lost = vi.fn();
    other.onCrash(lost);
    return { ...made, other, close, lost };
  }

  test('there are eight at most, and none of a worker that is gone', async () => {
    const { engine } = await two();
    const more = [];
    for (let i = 0; i < 7; i += 1) more.push(await engine.share());
    expect(more.map((one) => one !== null)).toEqual([true, true, true, true, true, true, false]);
    const gone = await two();
    gone.die('gone');
    expect([gone.other.shareable, await gone.other.share()]).toEqual([false, null]);
  });

  test('ending one closes it; the worker goes with the last', async () => {
    const { engine, other, close, kill, lost, onCrash } = await two({ run: () => never() });
    const running = engine.run('SELECT 1');
    await Promise.resolve();
    engine.terminate();
    expect(await running).toEqual({ ok: false, fault: { code: 'cancelled' } });
    expect([close.mock.calls, kill.mock.calls.length, other.alive]).toEqual([[[0]], 0, true]);
    expect((await other.run('SELECT 2')).ok).toBe(true);
    other.terminate();
    expect([kill.mock.calls.length, lost.mock.calls.length, onCrash.mock.calls.length]).toEqual([1, 0, 0]);
  });

  test('one asked for while the last of its worker ends is none: nobody waits for an answer that cannot come', async () => {
    const { engine, kill } = await engineOver({}, { open: () => never(), close: () => {} });
    const asked = engine.share();
    engine.terminate();
    expect([await asked, kill.mock.calls.length]).toEqual([null, 1]);
  });

  test('a death is that of all, each told once', async () => {
    const { engine, other, kill, lost, onCrash, die } = await two();
    die('gone');
    expect([engine.alive, other.alive, kill.mock.calls.length]).toEqual([false, false, 1]);
    expect([lost.mock.calls.length, onCrash.mock.calls.length]).toEqual([1, 1]);
  });
});
