import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the build under test; another one lets two builds be tested side by side. */
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

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface BuiltFile {
  type: string;
  body: Buffer;
  /** Tells this content from any other, as hosts do. */
  tag: string;
}

const files = new Map<string, BuiltFile>();

/** A file of the build by its path, the page itself for that of the folder; null where there is none. */
export function builtFile(path: string): BuiltFile | null {
  const name = normalize(`/${path}`) === '/' ? '/index.html' : normalize(`/${path}`);
  const known = files.get(name);
  if (known) return known;
  const at = join(DIST, name);
  if (!statSync(at, { throwIfNoEntry: false })?.isFile()) return null;
  const body = readFileSync(at);
  const file = {
    type: TYPES[extname(name)] ?? 'application/octet-stream',
    body,
    tag: `"${createHash('sha256').update(body).digest('base64url')}"`,
  };
  files.set(name, file);
  return file;
}
