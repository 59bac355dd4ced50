import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../../tools/chromium.mjs';

/**
 * How the browser of the tests is started. `computes`: it may compile the engine's code a second time, for speed,
 * which pays where a test takes in hundreds of thousands of rows; the others are over before it has.
 */
export function launch({ computes = false } = {}): LaunchOptions {
  const executablePath = findChromium();
  return {
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      ...(computes ? [] : ['--js-flags=--liftoff-only']),
      // Not even a page that breaks its promises reaches beyond this machine while it is tested.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}
