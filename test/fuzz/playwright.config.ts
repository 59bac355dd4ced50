import { fileURLToPath } from 'node:url';
import base from '../e2e/playwright.config.ts';

/** The page under fuzz, in the same browser and build as the end-to-end tests. */
export default {
  ...base,
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  testMatch: '**/*.spec.ts',
  workers: 1,
};
