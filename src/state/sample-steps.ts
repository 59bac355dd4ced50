import type { Lang } from '../i18n/text.ts';
import { attempt, ok } from '../result.ts';
import type { KnownSteps } from '../run/data-steps.ts';

/** What cleaning makes of the sample, as scripts: a sealed page imports those and fetches nothing. */
const STEPS: Record<Lang, () => Promise<typeof import('*.steps?sample-zh')>> = {
  zh: () => import('../../test/tools/sample/steps/zh.steps?sample-zh'),
  en: () => import('../../test/tools/sample/steps/en.steps?sample-en'),
};

let coming: Promise<KnownSteps | undefined> = Promise.resolve(undefined);

/** Gets what is known of cleaning the sample in a language, for whoever asks once its rows are there. */
export function fetchSteps(lang: Lang): void {
  // Where it cannot be had, the steps run.
  coming = attempt(async () => ok((await STEPS[lang]()).default), 'sample-missing').then((steps) =>
    steps.ok ? steps.value : undefined,
  );
}

/** What is known of cleaning the sample that was opened last; undefined before any was. */
export const sampleSteps = (): Promise<KnownSteps | undefined> => coming;
