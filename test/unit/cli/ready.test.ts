import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scratch } from './support.ts';

const READY = fileURLToPath(new URL('../../../src/cli/entry/ready.mjs', import.meta.url));

const LOCK = {
  '': { name: 'cellar' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/for-another-machine': { version: '2.0.0', integrity: 'sha512-b', optional: true },
};

/** Whether `ready.mjs` asks npm for the packages, of which `here` are those that npm has put there before. */
function asksNpm(here: object | null): boolean {
  const root = scratch();
  for (const folder of ['src/cli/entry', 'node_modules', 'bin'])
    mkdirSync(join(root, folder), { recursive: true });
  cpSync(READY, join(root, 'src/cli/entry/ready.mjs'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: LOCK }));
  if (here) writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: here }));
  writeFileSync(join(root, 'bin/npm'), '#!/bin/sh\necho "npm $1"\n', { mode: 0o755 });
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'src/cli/entry/ready.mjs')], {
    env: { ...process.env, PATH: [join(root, 'bin'), process.env['PATH']].join(delimiter) },
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.includes('npm ci');
}

test(
  'packages that npm has put there are not installed again, and missing, other or surplus ones are',
  { tags: ['whole'] },
  () => {
    const { '': _, 'node_modules/for-another-machine': other, ...here } = LOCK;
    expect(asksNpm(here)).toBe(false);
    expect(asksNpm({ ...here, 'node_modules/for-another-machine': other })).toBe(false);
    expect(asksNpm(null)).toBe(true);
    expect(asksNpm({})).toBe(true);
    expect(asksNpm({ 'node_modules/a': { ...here['node_modules/a'], version: '1.0.1' } })).toBe(true);
    expect(asksNpm({ 'node_modules/a': { ...here['node_modules/a'], integrity: 'sha512-c' } })).toBe(true);
    expect(asksNpm({ ...here, 'node_modules/b': { version: '1.0.0', integrity: 'sha512-b' } })).toBe(true);
  },
);
