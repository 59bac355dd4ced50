import { fileURLToPath } from 'node:url';
import { mergeConfig, defineConfig } from 'vitest/config';
import base from '../../vite.config.ts';

/** The built page in WebKit, which Safari is made of; Debian has it, other systems do not, so it is no part of `npm test`. */
export default mergeConfig(
  { ...base, test: {} },
  defineConfig({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    test: {
      include: ['test/webkit/*.test.ts'],
      environment: 'node',
      testTimeout: 900_000,
      hookTimeout: 120_000,
    },
  }),
);
