import { engineService } from '../engine.svelte.ts';
import type { SampleFile } from '../../import/known-file.ts';
import { unpackPieces } from '../../import/packed-rows.ts';
import type { Lang } from '../../i18n/text.ts';
import { language } from '../language.svelte.ts';
import type { ImportOptions, ImportSession } from './import-session.svelte.ts';

type Script = () => Promise<typeof import('*?sample')>;

/** The files of the sample company in one language, as scripts: a sealed page imports those and fetches nothing. */
const SAMPLE: Record<string, Record<Lang, Script>> = {
  'customers.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/customers.zh.rows?sample'),
    en: () => import('../../../test/tools/sample/rows/customers.en.rows?sample'),
  },
  'orders.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/orders.zh.rows?sample'),
    en: () => import('../../../test/tools/sample/rows/orders.en.rows?sample'),
  },
  'events.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/events.zh.rows?sample'),
    en: () => import('../../../test/tools/sample/rows/events.en.rows?sample'),
  },
  'feedback.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/feedback.zh.rows?sample'),
    en: () => import('../../../test/tools/sample/rows/feedback.en.rows?sample'),
  },
};

/** Begins imports with the page's workers and engines; loaded when the first file comes. */
export async function importWith(): Promise<(options: Omit<ImportOptions, 'tools'>) => ImportSession> {
  const [{ ImportSession }, { pageTools }] = await Promise.all([
    import('./import-session.svelte.ts'),
    import('./page-tools.ts'),
  ]);
  const tools = pageTools(engineService);
  return (options) => new ImportSession({ ...options, tools });
}

/** The sample's files, or those of them that are named, in the reader's language. Rejects when one cannot be had. */
export const sampleFiles = (names: readonly string[] = Object.keys(SAMPLE)): Promise<SampleFile[]> =>
  Promise.all(names.filter((name) => Object.hasOwn(SAMPLE, name)).map(sampleFile));

async function sampleFile(name: string): Promise<SampleFile> {
  const { default: packed } = await SAMPLE[name]![language.current]();
  const { known, treated, hidden } = packed;
  return { name, known, treated: () => unpackPieces(treated), hidden: () => unpackPieces(hidden) };
}
