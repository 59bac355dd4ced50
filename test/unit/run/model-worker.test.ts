import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ArrowConnector } from '../../../src/engine/connector.ts';
import { fail, faultFrom, ok, refused, type Result } from '../../../src/result.ts';
import { runModelInWorker } from '../../../src/run/model-worker.ts';
import { until } from '../state/import/workshop.ts';
import { stubWorkers, Thread } from '../support/thread.ts';

stubWorkers();

const never = () => new Promise<never>(() => {});
const job = { id: 'kmeans', input: 'SELECT 1', options: {}, table: 'groups' };

/** An engine with three pieces of input, which waits for each to be taken. */
class Pieces {
  taken = 0;
  /** How handing over ended; '' while it has not. */
  end = '';
  written: Uint8Array[] | null = null;
  async toPieces(
    _sql: string,
    _bytes: number,
    onPiece: (bytes: Uint8Array, rows: number) => void | Promise<void>,
  ): Promise<Result<{ rows: number }>> {
    try {
      for (let i = 0; i < 3; i++) {
        await onPiece(new Uint8Array([i]), 1);
        this.taken += 1;
      }
      this.end = 'over';
      return ok({ rows: 3 });
    } catch (error) {
      this.end = 'stopped';
      return refused(faultFrom(error, 'sql-error'));
    }
  }
  async replaceTable(_table: string, pieces: Iterable<Uint8Array>): Promise<Result<number>> {
    this.written = [...pieces];
    return ok(this.written.length);
  }
}

let engine: Pieces;
const run = (watch = {}) => runModelInWorker(engine as unknown as ArrowConnector, job, watch);
beforeEach(() => (engine = new Pieces()));
afterEach(() => (Thread.face = {}));

test('rows go from worker to worker, what comes back becomes the table, and the worker ends', async () => {
  const added: number[] = [];
  Thread.face = {
    add: (piece: Uint8Array) => void added.push(...piece),
    run: (id: string) => ok([new Uint8Array([id.length])]),
  };
  expect(await run()).toEqual(ok(null));
  expect([added, engine.written, Thread.last.ended]).toEqual([[0, 1, 2], [new Uint8Array([6])], true]);
});

test('a worker that dies while it takes rows lets the engine go', async () => {
  Thread.face = { add: never };
  const made = run();
  await until(() => Thread.last !== undefined && !Thread.last.ended);
  Thread.last.die('out of memory');
  expect(await made).toMatchObject({ fault: { code: 'model-failed', detail: 'out of memory' } });
  await until(() => engine.end !== '');
  expect([engine.end, engine.written]).toEqual(['stopped', null]);
});

test('so does one that is cancelled while it takes them', async () => {
  const { signal, abort } = ((own) => ({ signal: own.signal, abort: () => own.abort() }))(
    new AbortController(),
  );
  let adding = false;
  Thread.face = { add: () => ((adding = true), never()) };
  const made = run({ signal });
  await until(() => adding);
  abort();
  expect(await made).toEqual(fail('cancelled'));
  await until(() => engine.end !== '');
  expect([engine.end, Thread.last.ended]).toEqual(['stopped', true]);
});

test('and one that dies while it computes is heard of', async () => {
  let running = false;
  Thread.face = { add: () => {}, run: () => ((running = true), never()) };
  const made = run();
  await until(() => running);
  Thread.last.dispatchEvent(new Event('messageerror'));
  expect(await made).toMatchObject({ fault: { code: 'model-failed', detail: 'unreadable message' } });
  expect(engine.written).toBeNull();
});
