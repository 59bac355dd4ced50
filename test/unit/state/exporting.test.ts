import { beforeEach, describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { fail, ok, type Result } from '../../../src/result.ts';
import { Exporting, type ExportedTable } from '../../../src/state/exporting.svelte.ts';
import { atEveryMoment } from './moments.ts';
import { FakeEngines } from './support.ts';

let engines: FakeEngines;
let exporting: Exporting;
let asked: [offset: number, limit: number][];
let current: boolean;
let page: (offset: number, limit: number, signal: AbortSignal) => Promise<Result<Rows>>;

const COUNT = 25_000;
const field = { name: 'n', type: 'integer', sqlType: 'BIGINT' } as const;
const numbers = (offset: number, limit: number): Result<Rows> => {
  const count = Math.max(0, Math.min(limit, COUNT - offset));
  return ok({ fields: [field], count, data: [Array.from({ length: count }, (_, i) => offset + i)] });
};

const table = (more: Partial<ExportedTable> = {}): ExportedTable => ({
  name: 'rfm',
  sheet: 'RFM',
  count: COUNT,
  fields: [field],
  from: 'rfm',
  page: (_engine, offset, limit, signal) => {
    asked.push([offset, limit]);
    return page(offset, limit, signal);
  },
  current: () => current,
  ...more,
});

beforeEach(() => {
  engines = new FakeEngines();
  exporting = new Exporting(() => engines.notebook());
  asked = [];
  current = true;
  page = async (offset, limit) => numbers(offset, limit);
});

const faultOf = async (work: Promise<Result<unknown>>) => {
  const done = await work;
  return done.ok ? null : done.fault.code;
};

describe('a table is written page by page', () => {
  test('every row once, and how far it is', async () => {
    const seen: (number | undefined)[] = [];
    page = async (offset, limit) => {
      seen.push(exporting.progress?.done);
      return numbers(offset, limit);
    };
    const done = await exporting.write(table(), 'csv');
    const lines = (await (done.ok ? done.value.blob : new Blob()).text()).trimEnd().split('\r\n');
    expect(lines.length).toBe(COUNT + 1);
    expect(new Set(lines).size).toBe(COUNT + 1);
    expect(asked).toEqual([0, 10_000, 20_000].map((offset) => [offset, 10_000]));
    expect(seen).toEqual([0, 10_000, 20_000]);
    expect(exporting.progress).toBeNull();
  });

  test('a table without rows has its header', async () => {
    page = async () => ok({ fields: [field], count: 0, data: [[]] });
    const done = await exporting.write(table({ count: 0 }), 'csv');
    expect(done.ok && (await done.value.blob.text())).toContain('n');
    expect(asked).toHaveLength(1);
  });

  test('a workbook too', async () => {
    const done = await exporting.write(table(), 'xlsx');
    expect(done).toMatchObject({ ok: true, value: { sheets: 1, cut: 0 } });
    expect(asked).toHaveLength(3);
  });
});

describe('a file is of one run, whole, or not at all', () => {
  test.each(['csv', 'xlsx'] as const)('%s: another result came meanwhile', async (kind) => {
    page = async (offset, limit) => {
      current = offset === 0;
      return numbers(offset, limit);
    };
    expect(await faultOf(exporting.write(table(), kind))).toBe('result-changed');
    expect(asked).toHaveLength(2);
    expect(exporting.progress).toBeNull();
  });

  test('a page that cannot be read', async () => {
    page = async (offset, limit) => (offset > 0 ? fail('sql-error') : numbers(offset, limit));
    expect(await faultOf(exporting.write(table(), 'csv'))).toBe('sql-error');
  });

  test('cancelled', async () => {
    page = async (offset, limit) => {
      if (offset > 0) exporting.cancel();
      return numbers(offset, limit);
    };
    expect(await faultOf(exporting.write(table(), 'csv'))).toBe('cancelled');
    expect(asked).toHaveLength(2);
    expect(exporting.progress).toBeNull();
  });

  test('a workbook that is cancelled while it is packed', async () => {
    page = async (offset, limit) => {
      setImmediate(() => exporting.cancel());
      return numbers(offset, limit);
    };
    expect(await faultOf(exporting.write(table({ count: 3 }), 'xlsx'))).toBe('cancelled');
    expect(exporting.progress).toBeNull();
  });

  test.each(['csv', 'parquet'] as const)('%s: cancelled at whatever moment', async (kind) => {
    engines.engine.toIpc = async () => ok(new Uint8Array());
    const moments = await atEveryMoment(() => {
      let over = false;
      const work = exporting.write(table({ count: 3 }), kind);
      void work.then(() => (over = true));
      let before = false;
      return {
        work,
        go: () => {
          before = over;
          exporting.cancel();
        },
        after: async () => {
          if (!before) expect(await faultOf(work)).toBe('cancelled');
          expect(exporting.progress).toBeNull();
        },
      };
    });
    expect(moments).toBeGreaterThan(1);
  });

  test('a second export ends the first, whose end does not touch the second’s progress', async () => {
    const release: (() => void)[] = [];
    const gates = [0, 1].map((turn) => new Promise<void>((resolve) => (release[turn] = resolve)));
    const held = (turn: number) =>
      table({
        name: `t${turn}`,
        page: async (_engine, offset, limit) => {
          await gates[turn];
          return numbers(offset, limit);
        },
      });
    const first = exporting.write(held(0), 'csv');
    const second = exporting.write(held(1), 'csv');
    release[0]!();
    expect(await faultOf(first)).toBe('cancelled');
    expect(exporting.progress).toMatchObject({ name: 't1.csv', done: 0 });
    release[1]!();
    expect((await second).ok).toBe(true);
    expect(exporting.progress).toBeNull();
  });

  test('a Parquet file of a run that is over by now', async () => {
    current = false;
    engines.engine.toIpc = async () => fail('sql-error');
    expect(await faultOf(exporting.write(table(), 'parquet'))).toBe('result-changed');
    current = true;
    expect(await faultOf(exporting.write(table(), 'parquet'))).toBe('sql-error');
  });

  test('without an engine', async () => {
    engines.fault = { code: 'engine-missing' };
    expect(await faultOf(exporting.write(table(), 'csv'))).toBe('engine-missing');
    expect(exporting.progress).toBeNull();
  });

  test('what a page throws is told as a fault, and nothing is left behind', async () => {
    page = async () => {
      throw new RangeError('a bug');
    };
    expect(await exporting.write(table(), 'csv')).toEqual({
      ok: false,
      fault: { code: 'export-failed', detail: 'a bug' },
    });
    expect(exporting.progress).toBeNull();
  });
});
