import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { fail, ok } from '../../../../src/result.ts';
import type { ImportEngines } from '../../../../src/state/engines.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { pageTools } from '../../../../src/state/import/page-tools.ts';
import { value } from '../../cli/support.ts';
import { stubWorkers, Thread } from '../../support/thread.ts';
import { ordersFile } from './workshop.ts';
import { soon } from '../../support/soon.ts';

/** What the page imports with, over workers that are threads. */

stubWorkers();
vi.stubGlobal('navigator', { deviceMemory: 4 });
afterAll(() => vi.unstubAllGlobals());
afterEach(() => (Thread.face = {}));

const never = () => new Promise<never>(() => {});
const enginesOf = (more: Partial<ImportEngines> = {}): ImportEngines => ({
  warm: async () => {},
  takeImportEngine: async () => fail('engine-missing'),
  ...more,
});

test('a reader has a worker of its own, which goes when it is closed and answers whoever waits', async () => {
  Thread.face = { inspect: () => ok([]), stage: never };
  const tools = pageTools(enginesOf());
  const reader = value(await tools.openReader());
  expect(await reader.inspect(new File(['a'], 'a.csv'), {})).toEqual(ok([]));
  const staging = reader.stage(new File(['a'], 'a.csv'), {} as never, () => {});
  reader.close();
  expect([await staging, Thread.last.ended, tools.deviceMemory]).toEqual([fail('cancelled'), true, 4]);
});

test('a file whose worker dies is told of; the next one has another', async () => {
  Thread.face = { glance: never };
  const session = new ImportSession({ tools: pageTools(enginesOf()), key: async () => '' });
  const before = Thread.last;
  const added = session.add([ordersFile('a.csv', 1, 3)]);
  await soon(() => expect(Thread.last).not.toBe(before));
  Thread.last.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  await added;
  expect(session.items[0]!.fault).toMatchObject({ code: 'file-unreadable', detail: 'out of memory' });
  const dead = Thread.last;
  Thread.face = { glance: () => fail('file-empty') };
  await session.reread(session.items[0]!, {});
  expect([dead.ended, Thread.last === dead, session.items[0]!.fault?.code]).toEqual([
    true,
    false,
    'file-empty',
  ]);
});

test('an engine is asked for as the file needs it; one that cannot be had is a fault, one that is lost is told', async () => {
  const takeImportEngine = vi.fn(async () => fail('engine-missing'));
  const warm = vi.fn(async () => {});
  const tools = pageTools(enginesOf({ takeImportEngine, warm }));
  const lost = vi.fn();
  tools.warm(true);
  expect(await tools.openTable(false, lost)).toEqual(fail('engine-missing'));
  expect([warm.mock.calls, takeImportEngine.mock.calls]).toEqual([[[true]], [[false, lost]]]);
  const terminate = vi.fn();
  const engine = { version: '1.3', terminate } as unknown as Engine;
  const table = value(
    await pageTools(enginesOf({ takeImportEngine: async () => ok(engine) })).openTable(true, lost),
  );
  table.close();
  expect([await table.version(), terminate.mock.calls.length]).toEqual(['1.3', 1]);
});
