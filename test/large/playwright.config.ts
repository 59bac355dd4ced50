import { fileURLToPath } from 'node:url';
import base from '../e2e/playwright.config.ts';
import { MARK } from './watch.ts';

/** The page with files as large as it promises to take, in the same browser and build as the end-to-end tests. */
export default {
  ...base,
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  workers: 1,
  timeout: 3_600_000,
  use: {
    ...base.use,
    launchOptions: { ...base.use?.launchOptions, args: [...(base.use?.launchOptions?.args ?? []), MARK] },
  },
};
