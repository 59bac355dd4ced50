import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../tools/chromium.mjs';
import { ORIGIN, PORT } from './support/address.ts';
import { VISITOR } from './support/options.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The build under test; another folder lets two builds be tested side by side. */
const dist = process.env['CELLAR_DIST'] ?? 'dist';
const chromium = findChromium();

export default defineConfig({
  testDir: '.',
  outputDir: `${root}test-results`,
  // Two of the slowest waits (`SLOW`) and the steps between them.
  timeout: 240_000,
  // The engine works in milliseconds; the machine that tests it may be busy with other things.
  expect: { timeout: 30_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    ...VISITOR,
    trace: 'off',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        // A test is over before the engine's code, compiled a second time for speed, has paid for itself.
        '--js-flags=--liftoff-only',
        // Not even a page that breaks its promises reaches beyond this machine while it is tested.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${PORT} --strictPort --outDir "${dist}"`,
    cwd: root,
    url: ORIGIN,
    reuseExistingServer: !process.env['CI'],
    timeout: 60_000,
  },
});
