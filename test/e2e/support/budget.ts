import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a build weighs. */
export interface Weight {
  /** Scripts, styles and the page itself that stand on the screen's way: how many files, and KiB gzipped. */
  screenFiles: number;
  screenKiB: number;
  /** The engine's worker and module, KiB gzipped. */
  engineKiB: number;
  /** All files together, MiB as they lie. */
  buildMiB: number;
}

/**
 * What the weights may be, and 2 % more. Of the build .4 MiB are what cleaning makes of the sample, in two languages:
 * fetched with it, and never by who brings files. Whoever makes one larger for a reason puts the new number here, in the same
 * commit.
 */
export const BUDGET: Weight = { screenFiles: 7, screenKiB: 96.9, engineKiB: 6795, buildMiB: 50.7 };

const packed = (file: string): number => gzipSync(readFileSync(file)).length / 1024;

/** Weighs a build from its files alone: what `index.html` asks for, and what that imports at once. */
export function weigh(dist: string): Weight {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const asked = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.(?:js|css))"/g)].map((m) => m[1]!);
  const screen = new Set(asked);
  for (const file of screen)
    if (file.endsWith('.js'))
      for (const [, name] of readFileSync(join(dist, file), 'utf8').matchAll(
        /(?:^|[;}\s])(?:import|export)[^"'()]*["']\.\/([^"']+\.js)["']/g,
      ))
        screen.add(`assets/${name!}`);
  const assets = readdirSync(join(dist, 'assets'));
  const engine = assets.filter((name) => /^(?:engine-.*\.js|duckdb-.*\.wasm)$/.test(name));
  const all = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(dist, name)))
    .filter((it) => it.isFile());
  return {
    screenFiles: screen.size + 1,
    screenKiB: [...screen, 'index.html'].reduce((sum, file) => sum + packed(join(dist, file)), 0),
    engineKiB: engine.reduce((sum, name) => sum + packed(join(dist, 'assets', name)), 0),
    buildMiB: all.reduce((sum, it) => sum + it.size, 0) / 1024 ** 2,
  };
}
