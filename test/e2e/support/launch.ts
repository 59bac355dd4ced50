import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../../tools/chromium.mjs';
import { LATE } from './speed.ts';

/**
 * Features that are off. The last two draw pages of the browser's own into every window, half a second of work each
 * time, which no test sees; the others are those that Playwright turns off, whose list this one replaces.
 */
const OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
];

/**
 * How the browser of the tests is started. `computes`: it may compile the engine's code a second time, for speed,
 * which pays where a test takes in half a million rows; the others are over before it has.
 *
 * Tried and left out, for the processor's time (of 16 to 18 tests, two workers, other work held back) was the same
 * within 3 %: one process for all pages of a visitor, which compiles the engine once; no JavaScript compiled for
 * speed, and larger heaps, which take from the helping threads what they add to the page's own. So it was, of 18 pages
 * loaded, with the engine's code validated only when it is first run. A profile that keeps the engine's compiled code
 * keeps only what was compiled for speed: a page with a small file took more than without.
 * Debian's headless shell (`CHROMIUM_PATH`) takes some 7 % less and passes, but it lacks parts of a browser that might
 * reach out, which is what the tests of sealing and of hostile notebooks are about.
 */
export function launch({ computes = false } = {}): LaunchOptions {
  const executablePath = findChromium();
  return {
    ...(executablePath ? { executablePath } : {}),
    slowMo: LATE,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      `--disable-features=${OFF.join()}`,
      ...(computes ? [] : ['--js-flags=--liftoff-only']),
      // Nothing is half seen: no element is on its way to its place or colour when a test looks or clicks.
      '--force-prefers-reduced-motion',
      // Not even a page that breaks its promises reaches beyond this machine while it is tested.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}
