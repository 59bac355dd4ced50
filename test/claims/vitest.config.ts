import { fileURLToPath } from 'node:url';
import { mergeConfig, defineConfig } from 'vitest/config';
import base from '../../vite.config.ts';

/** Simulated companies by the hundred; it takes minutes, so it is no part of `npm test`. */
export default mergeConfig(
  { ...base, test: {} },
  defineConfig({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    test: {
      include: ['test/claims/*.test.ts'],
      environment: 'node',
      testTimeout: 7_200_000,
      hookTimeout: 900_000,
    },
  }),
);
