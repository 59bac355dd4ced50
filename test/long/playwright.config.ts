import { fileURLToPath } from 'node:url';
import base from '../e2e/playwright.config.ts';
import { asking } from './asking.ts';

/** The end-to-end tests that `npm test` passes over (`@long`), and the whole of those of which it takes a part. */
export default {
  ...base,
  testDir: fileURLToPath(new URL('../e2e/', import.meta.url)),
  testMatch: asking('test/e2e', '.spec.ts', /'@long'/).map((path) => path.replace('test/e2e/', '**/')),
  grep: /@(long|part)/,
  workers: 1,
};
