import { afterEach, expect, test } from 'vitest';
import { Engine } from '../../../src/engine/client.ts';
import { fail, ok, type Result } from '../../../src/result.ts';
import { stubWorkers, Thread } from '../support/thread.ts';
import { soon } from '../support/soon.ts';

stubWorkers();
afterEach(() => (Thread.face = {}));

/** A module that compiles when it is let. */
function compiling() {
  let done = (_module: Result<WebAssembly.Module>): void => {};
  const module = new Promise<Result<WebAssembly.Module>>((resolve) => (done = resolve));
  return { module, done };
}

test('a worker that dies while the module compiles is no engine, and nobody waits for it', async () => {
  const { module, done } = compiling();
  const before = Thread.last;
  const starting = Engine.start(module, 'notebook');
  await soon(() => expect(Thread.last).not.toBe(before));
  Thread.last.die('no such script');
  done(ok({} as WebAssembly.Module));
  expect(await starting).toMatchObject({ ok: false, fault: { code: 'engine-missing' } });
});

test('one whose module cannot be had ends its worker', async () => {
  const { module, done } = compiling();
  const starting = Engine.start(module, 'import');
  done(fail('engine-missing'));
  expect(await starting).toEqual(fail('engine-missing'));
  expect(Thread.last.ended).toBe(true);
});
