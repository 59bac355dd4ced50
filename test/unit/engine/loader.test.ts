import { afterEach, expect, test, vi } from 'vitest';
import { moduleLoader } from '../../../src/engine/loader.ts';

/** The smallest module there is. */
const MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

afterEach(() => vi.unstubAllGlobals());
afterEach(() => vi.restoreAllMocks());

const answer = (body: BodyInit, init: ResponseInit = {}) => vi.fn(async () => new Response(body, init));

test('the module is compiled once, however often it is asked for, and progress is told', async () => {
  const fetch = answer(MODULE, { headers: { 'content-length': '8' } });
  vi.stubGlobal('fetch', fetch);
  const load = moduleLoader();
  const progress: number[][] = [];
  const [a, b] = await Promise.all([load((loaded, total) => progress.push([loaded, total])), load()]);
  expect(a.ok && a.value).toBeInstanceOf(WebAssembly.Module);
  expect(a).toBe(b);
  expect([fetch.mock.calls.length, progress.at(-1)]).toEqual([1, [8, 8]]);
});

test('what is compiled is the very answer where its type allows: only beside that is compiled code kept', async () => {
  const compile = vi.spyOn(WebAssembly, 'compileStreaming');
  for (const [type, isItself] of [
    ['application/wasm', true],
    ['application/octet-stream', false],
  ] as const) {
    const response = new Response(MODULE, { headers: { 'content-type': type } });
    vi.stubGlobal('fetch', async () => response);
    expect((await moduleLoader()()).ok).toBe(true);
    expect(compile.mock.lastCall![0] === response, type).toBe(isItself);
  }
});

test('when the server compresses, progress is measured against the known size', async () => {
  vi.stubGlobal('fetch', answer(MODULE, { headers: { 'content-length': '5', 'content-encoding': 'gzip' } }));
  const totals: number[] = [];
  await moduleLoader()((_, total) => totals.push(total));
  expect(totals.at(-1)).toBeGreaterThan(20_000_000);
});

test('a file that is not there, or altered, or a broken network is told, and tried again when asked', async () => {
  const load = moduleLoader();
  vi.stubGlobal('fetch', answer('no', { status: 404 }));
  expect(await load()).toEqual({ ok: false, fault: { code: 'engine-missing', detail: 'HTTP 404' } });
  vi.stubGlobal('fetch', answer('<!doctype html>'));
  expect(await load()).toMatchObject({ ok: false, fault: { code: 'engine-missing' } });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await load()).toEqual({ ok: false, fault: { code: 'engine-missing', detail: 'Failed to fetch' } });
  vi.stubGlobal('fetch', answer(MODULE));
  expect((await load()).ok).toBe(true);
});

test('a browser without WebAssembly exceptions is told so', async () => {
  vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => false });
  expect(await moduleLoader()()).toEqual({ ok: false, fault: { code: 'engine-unsupported' } });
});
