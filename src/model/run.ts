import { fail, faultFrom, refused, type Result } from '../result.ts';
import type { ModelOptions, ModelTable, TableModel } from './api.ts';
import { keywordsTable } from './tables/keywords.ts';
import { bgNbdCountsTable, bgNbdPredictTable, bgNbdTable, gammaGammaTable } from './tables/lifetime.ts';
import { logisticTable } from './tables/logistic.ts';
import { kMeansTable } from './tables/segments.ts';

/** The models that a template's `@model` may name. */
const MODELS: Readonly<Record<string, TableModel>> = {
  bgnbd: bgNbdTable,
  'bgnbd-predict': bgNbdPredictTable,
  'bgnbd-counts': bgNbdCountsTable,
  'gamma-gamma': gammaGammaTable,
  logistic: logisticTable,
  kmeans: kMeansTable,
  keywords: keywordsTable,
};

/**
 * Runs a model where it is called: in the model worker, or in Node. Deterministic: the same rows and options
 * give the same rows. Faults: `model-unknown`, `model-input`, `model-failed`.
 */
export function runModel(
  id: string,
  input: ModelTable,
  options: ModelOptions,
  onProgress: (share: number) => void = () => {},
): Result<ModelTable> {
  const model = Object.hasOwn(MODELS, id) ? MODELS[id] : undefined;
  if (!model) return fail('model-unknown', { values: { model: id } });
  try {
    return model(input, options, onProgress);
  } catch (error) {
    return refused(faultFrom(error, 'model-failed', { model: id }));
  }
}
