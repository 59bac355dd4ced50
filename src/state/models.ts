import type { ArrowConnector } from '../engine/connector.ts';
import { attempt } from '../result.ts';
import type { ModelRunner } from '../run/stage.ts';

/** Named only when the first model runs: its worker's file is no part of the first bundle. */
export const models: ModelRunner<ArrowConnector> = (...run) =>
  attempt(async () => (await import('../run/model-worker.ts')).runModelInWorker(...run), 'engine-missing');
