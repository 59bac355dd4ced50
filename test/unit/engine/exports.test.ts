import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, expect, test, vi } from 'vitest';
import { withoutCpp } from '../../../src/engine/exports.ts';
import { moduleLoader } from '../../../src/engine/loader.ts';

afterEach(() => void vi.unstubAllGlobals());

const bytesOf = (text: string) => [text.length, ...[...text].map((sign) => sign.codePointAt(0)!)];
const section = (id: number, ...parts: number[][]) => {
  const body = [parts.length, ...parts.flat()];
  return [id, body.length, ...body];
};
const FUNCTIONS = ['_Zgone', 'orig$_Zgone', '_Zlinked', 'orig$_Zlinked', 'duckdb_open', 'orig$open'];

/** A module with an import of every kind, one of which links to a function by its name; its functions return 7. */
const module = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...section(1, [96, 0, 1, 127], [96, 0, 0]),
  ...section(
    2,
    [...bytesOf('env'), ...bytesOf('f'), 0, 0],
    [...bytesOf('env'), ...bytesOf('table'), 1, 112, 0, 0],
    [...bytesOf('env'), ...bytesOf('memory'), 2, 1, 1, 200, 1],
    [...bytesOf('env'), ...bytesOf('_Zgone'), 3, 127, 0],
    [...bytesOf('env'), ...bytesOf('tag'), 4, 0, 1],
    [...bytesOf('GOT.func'), ...bytesOf('_Zlinked'), 3, 127, 1],
  ),
  ...section(3, [0]),
  ...section(7, ...FUNCTIONS.map((name) => [...bytesOf(name), 0, 1])),
  ...section(10, [4, 0, 65, 7, 11]),
]);

test('what is exported for extensions alone is gone, all else is as it was', async () => {
  const before = await WebAssembly.compile(module);
  const after = await WebAssembly.compile(withoutCpp(module));
  expect(WebAssembly.Module.exports(before).map(({ name }) => name)).toEqual(FUNCTIONS);
  expect(WebAssembly.Module.exports(after).map(({ name }) => name)).toEqual(FUNCTIONS.slice(2));
  expect(WebAssembly.Module.imports(after)).toEqual(WebAssembly.Module.imports(before));
  const { exports } = await WebAssembly.instantiate(after, {
    env: {
      f: () => 1,
      table: new WebAssembly.Table({ initial: 0, element: 'anyfunc' }),
      memory: new WebAssembly.Memory({ initial: 1, maximum: 200 }),
      _Zgone: new WebAssembly.Global({ value: 'i32', mutable: false }, 0),
      tag: new (WebAssembly as unknown as { Tag: new (type: object) => WebAssembly.ImportValue }).Tag({
        parameters: [],
      }),
    },
    'GOT.func': { _Zlinked: new WebAssembly.Global({ value: 'i32', mutable: true }, 0) },
  });
  expect((exports['duckdb_open'] as () => number)()).toBe(7);
});

test('the size that progress is measured against is that of the module as it ships', async () => {
  const path = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const totals: number[] = [];
  vi.stubGlobal('fetch', async () => new Response(module, { headers: { 'content-encoding': 'gzip' } }));
  await moduleLoader()((_, total) => totals.push(total));
  expect(totals.at(-1)).toBe(withoutCpp(readFileSync(path)).length);
});
