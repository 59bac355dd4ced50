import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the build under test, wherever it lies. */
export const DIST = resolve(
  fileURLToPath(new URL('../../../', import.meta.url)),
  process.env['CELLAR_DIST'] ?? 'dist',
);

/** The built scripts in which a text stands, as patterns of their addresses. */
export const scriptsWith = (text: string): string[] =>
  readdirSync(join(DIST, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .filter((name) => readFileSync(join(DIST, 'assets', name), 'utf8').includes(text))
    .map((name) => `**/assets/${name}`);
