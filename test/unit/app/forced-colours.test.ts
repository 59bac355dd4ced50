import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const base = readFileSync(new URL('../../../src/app/base.css', import.meta.url), 'utf8');

const components = Object.entries(
  import.meta.glob<string>('../../../src/app/**/*.svelte', { eager: true, query: '?raw', import: 'default' }),
);

/** A colour of the charts as the ground of an element: where the system gives the colours, no ground is drawn. */
const GROUND = /background(?:-color)?: var\(--s\d\)/;

test('what speaks by the colour of its ground keeps it where the system gives the colours', () => {
  const painted = components.filter(([, source]) => GROUND.test(source));
  expect(painted.length).toBeGreaterThan(1);
  expect(
    painted.filter(([, source]) => !/class="[^"]*\bcoloured\b/.test(source)).map(([path]) => path),
  ).toEqual([]);
  const forced = /@media \(forced-colors: active\) \{\s*([^{]+)\{\s*forced-color-adjust: none/.exec(
    base,
  )?.[1];
  expect(forced).toContain('.coloured');
});
