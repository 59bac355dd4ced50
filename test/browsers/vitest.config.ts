import { fileURLToPath } from 'node:url';
import { mergeConfig, defineConfig } from 'vitest/config';
import base from '../../vite.config.ts';

/** The built page in the browsers that `npm test` does not need: Firefox, and WebKit, which Safari is made of. */
export default mergeConfig(
  { ...base, test: {} },
  defineConfig({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    test: {
      include: ['test/browsers/*.test.ts'],
      environment: 'node',
      testTimeout: 900_000,
      hookTimeout: 900_000,
    },
  }),
);
