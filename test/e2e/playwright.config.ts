import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { LONG, PART } from '../tools/breadth.ts';
import { launch } from './support/launch.ts';
import { VISITOR } from './support/options.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Takes in half a million rows; with the sample's number a second compilation costs as much as it saves. */
const COMPUTES = /\/uci\.spec\.ts$/;

/** Whose tests look at the small shop's notebook: one worker opens it for all of them. */
const SHOP = /\/(?:charts|engine|faults|meaning|notebook|rules|share)\.spec\.ts$/;

export default defineConfig({
  testDir: '.',
  globalSetup: fileURLToPath(new URL('support/serve.ts', import.meta.url)),
  outputDir: `${root}test-results`,
  // No test is to fail for being slow: what ends a wait is what it waits for.
  timeout: 900_000,
  // The engine works in milliseconds; the machine that tests it may be busy with other things.
  expect: { timeout: 120_000 },
  fullyParallel: false,
  // A third one works while the others wait for a frame or for each other's threads: a tenth less on two cores. A part
  // is over before that has paid for a third browser.
  workers: PART ? 2 : 3,
  retries: 0,
  // `npm run test:long` runs the long ones, CI those of the whole.
  ...(LONG ? {} : { grepInvert: PART ? /@long|@whole/ : /@long/ }),
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    ...VISITOR,
    trace: 'off',
    launchOptions: launch(),
  },
  // What needs a browser of another kind comes first: a worker that changes browsers gives up the pages that go on.
  projects: [
    { name: 'computes', testMatch: COMPUTES, use: { launchOptions: launch({ computes: true }) } },
    { name: 'shop', testMatch: SHOP, workers: 1 },
    { name: 'page', testIgnore: [COMPUTES, SHOP] },
  ],
});
