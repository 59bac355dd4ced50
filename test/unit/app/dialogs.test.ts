import { expect, test } from 'vitest';
import { AT_START, IN_NOTEBOOK } from '../../e2e/support/dialogs.ts';

const components = Object.entries(
  import.meta.glob<string>('../../../src/app/**/*.svelte', { eager: true, query: '?raw', import: 'default' }),
).filter(([path]) => !path.endsWith('/ui/Dialog.svelte'));

/** A tag that opens a dialog, with its attributes. */
const TAG =
  /<(?:Dialog|dialog|AlertDialog\.Content|Dialog\.Content)\b[^>]*>|<[a-z]+\b[^>]*role="(?:alert)?dialog"[^>]*>/g;
const opened = components.flatMap(([path, source]) =>
  [...source.matchAll(TAG)].map(([tag]) => ({
    path,
    name: /(?:data-dialog|\sname)="([\w-]+)"/.exec(tag)?.[1],
  })),
);

test('every dialog has a name of its own', () => {
  expect(opened.length).toBeGreaterThan(10);
  expect(opened.filter(({ name }) => name === undefined)).toEqual([]);
  const names = opened.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test('every dialog is among those that are opened and looked at for reach', () => {
  const looked = [...Object.keys(IN_NOTEBOOK), ...Object.keys(AT_START)];
  expect(looked.sort()).toEqual(opened.map(({ name }) => name).sort());
});
