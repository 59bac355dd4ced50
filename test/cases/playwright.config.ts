import { fileURLToPath } from 'node:url';
import base from '../e2e/playwright.config.ts';

/** Files as people have them on the mapping page, in the same browser and build as the end-to-end tests. */
export default { ...base, testDir: fileURLToPath(new URL('.', import.meta.url)), workers: 1 };
