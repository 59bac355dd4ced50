import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutMvp } from '../../../src/engine/glue.ts';

const path = new URL(
  '../../../node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs',
  import.meta.url,
);

test('of the two glues in the bindings only that of the module that ships is kept, whole', () => {
  const bindings = readFileSync(path, 'utf8');
  const kept = withoutMvp(bindings);
  expect(kept.length).toBeLessThan(0.6 * bindings.length);
  const glue = bindings.slice(bindings.lastIndexOf('var DuckDB=(()=>{'));
  expect(kept.endsWith(glue)).toBe(true);
  expect(kept.split('var DuckDB=(()=>{')).toHaveLength(2);
  // It is the second, of the class that is taken where the browser has exceptions, that is left.
  const [, mvp, eh] =
    /var (\w+)=re\(\(exports,module\)=>\{"use strict";var DuckDB=null;.*?var (\w+)=re\(\(exports,module\)=>\{"use strict";var DuckDB=\(/s.exec(
      kept,
    )!;
  const classOf = (glueName: string) =>
    new RegExp(`var \\w+=\\w+\\(${glueName}\\(\\)\\);var (\\w+)=class`).exec(kept)![1]!;
  expect(kept).toMatch(new RegExp(`wasmExceptions&&\\w+\\.eh[^;]*?new ${classOf(eh!)}\\(`));
  expect(kept).not.toMatch(new RegExp(`wasmExceptions&&\\w+\\.eh[^;:]*?new ${classOf(mvp!)}\\(`));
});

test('bindings of another shape are refused, not cut', () => {
  expect(() => withoutMvp('export const DuckDB = 1;')).toThrow('another');
});
