// The service worker: after the first visit Cellar opens without a network, and pages get nothing but this
// build's own files, each checked against the digest that the build wrote down.
import type { Build } from '../src/offline/build.ts';
import { serve, type WorkerScope } from '../src/offline/serve.ts';

/** Filled in by the build. */
const BUILD = JSON.parse('__BUILD__') as Build;

serve(self as unknown as WorkerScope, BUILD);
