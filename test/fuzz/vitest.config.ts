import { fileURLToPath } from 'node:url';
import { mergeConfig, defineConfig } from 'vitest/config';
import base from '../../vite.config.ts';

/** Fuzzing of what needs no page; it takes minutes, so it is no part of `npm test`. */
export default mergeConfig(
  { ...base, test: {} },
  defineConfig({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    test: {
      include: ['test/fuzz/*.test.ts'],
      environment: 'node',
      // The relations of the unit tests, all of each.
      env: { CELLAR_LONG: '1' },
      testTimeout: 900_000,
      hookTimeout: 900_000,
    },
  }),
);
