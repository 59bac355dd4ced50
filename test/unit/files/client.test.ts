import { afterEach, expect, test } from 'vitest';
import { openFilesWorker } from '../../../src/files/client.ts';
import { stubWorkers, Thread } from '../support/thread.ts';
import { valueOf } from './support.ts';
import { soon } from '../support/soon.ts';

const never = () => new Promise<never>(() => {});
const file = new File(['a,b\n1,2\n'], 'a.csv');

stubWorkers();
afterEach(() => (Thread.face = {}));

test('what is asked of a worker that is ended meanwhile comes back as cancelled', async () => {
  Thread.face = { inspect: never, stage: never };
  const { worker, terminate } = valueOf(await openFilesWorker());
  const asked = worker.inspect(file);
  terminate();
  const cancelled = { ok: false, fault: { code: 'cancelled' } };
  expect([await asked, await worker.inspect(file)]).toEqual([cancelled, cancelled]);
});

test('a worker that dies by itself is heard of', async () => {
  Thread.face = { inspect: never };
  const { worker } = valueOf(await openFilesWorker());
  const asked = worker.inspect(file);
  Thread.last.die('out of memory');
  expect(await asked).toEqual({ ok: false, fault: { code: 'file-unreadable', detail: 'out of memory' } });
});

test('one that dies before it is set up is none, and does not go on taking room', async () => {
  Thread.face = { setup: never };
  const before = Thread.last;
  const opening = openFilesWorker();
  await soon(() => expect(Thread.last).not.toBe(before));
  Thread.last.dispatchEvent(Object.assign(new Event('error'), { message: 'no such script' }));
  expect(await opening).toMatchObject({ fault: { code: 'file-unreadable', detail: 'no such script' } });
  expect(Thread.last.ended).toBe(true);
});

test('an answer that cannot be read is none', async () => {
  Thread.face = { inspect: never };
  const { worker } = valueOf(await openFilesWorker());
  const asked = worker.inspect(file);
  Thread.last.dispatchEvent(new Event('messageerror'));
  expect(await asked).toMatchObject({ fault: { code: 'file-unreadable' } });
});
