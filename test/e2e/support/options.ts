import type { BrowserContextOptions } from '@playwright/test';
import { ORIGIN } from './address.ts';

/** How every browser of the tests is set up: window, language, place. */
export const VISITOR = {
  baseURL: ORIGIN,
  viewport: { width: 1280, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Asia/Shanghai',
  acceptDownloads: true,
  // What a service worker answers, no route of a test would see; offline.spec.ts and shared-host.spec.ts allow it.
  serviceWorkers: 'block',
} satisfies BrowserContextOptions;
