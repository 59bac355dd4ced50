import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vite.config.ts';
import { asking, root } from './asking.ts';

/** The whole of the unit tests of which `npm test` takes a part. */
export default mergeConfig(
  { ...base, test: {} },
  defineConfig({
    root,
    test: {
      include: asking('test/unit', '.test.ts'),
      environment: 'node',
      tags: base.test?.tags,
      testTimeout: 900_000,
      hookTimeout: 900_000,
    },
  }),
);
