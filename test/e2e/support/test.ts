import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { ORIGIN } from './address.ts';

export { expect };

interface Fixtures {
  /** Set by tests that break something on purpose and look at what the page makes of it. */
  broken: boolean;
  /** A folder of this test's own for the files it makes. */
  folder: string;
  /** Set by tests whose page is meant to try to reach another origin. */
  hostile: boolean;
  /** URLs of other origins that the page asked for; empty at the end of every test that is not hostile. */
  foreign: string[];
  /** Errors that reached nobody; empty at the end of every test that breaks nothing. */
  uncaught: string[];
}

export const test = base.extend<Fixtures>({
  hostile: [false, { option: true }],
  broken: [false, { option: true }],
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'cellar-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  foreign: [
    async ({ context, hostile }, use) => {
      const foreign: string[] = [];
      context.on('request', (request) => {
        const url = request.url();
        if (/^(https?|wss?|ftp):/.test(url) && !url.startsWith(`${ORIGIN}/`)) foreign.push(url);
      });
      await use(foreign);
      if (!hostile) expect(foreign, 'requests to another origin').toEqual([]);
    },
    { auto: true },
  ],
  uncaught: [
    async ({ context, broken }, use) => {
      const uncaught: string[] = [];
      context.on('weberror', (error) => uncaught.push(String(error.error().stack ?? error.error())));
      await use(uncaught);
      if (!broken) expect(uncaught, 'uncaught errors in the page').toEqual([]);
    },
    { auto: true },
  ],
});
