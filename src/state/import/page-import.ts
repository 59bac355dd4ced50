import { engineService } from '../engine.svelte.ts';
import type { SampleFile } from '../../import/known-file.ts';
import type { Lang } from '../../i18n/text.ts';
import { language } from '../language.svelte.ts';
import type { ImportOptions, ImportSession } from './import-session.svelte.ts';

type Script = () => Promise<typeof import('*?sample-zh')>;

/** The files of the sample company in one language, as scripts: a sealed page imports those and fetches nothing. */
const SAMPLE: Record<string, Record<Lang, Script>> = {
  'customers.csv.gz': {
    zh: () => import('../../../public/sample/customers.csv.gz?sample-zh'),
    en: () => import('../../../public/sample/customers.csv.gz?sample-en'),
  },
  'orders.csv.gz': {
    zh: () => import('../../../public/sample/orders.csv.gz?sample-zh'),
    en: () => import('../../../public/sample/orders.csv.gz?sample-en'),
  },
  'events.csv.gz': {
    zh: () => import('../../../public/sample/events.csv.gz?sample-zh'),
    en: () => import('../../../public/sample/events.csv.gz?sample-en'),
  },
  'feedback.csv.gz': {
    zh: () => import('../../../public/sample/feedback.csv.gz?sample-zh'),
    en: () => import('../../../public/sample/feedback.csv.gz?sample-en'),
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
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const text of packed.base64) {
    parts.push(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
    // In between the page can draw and hear.
    await new Promise((go) => setTimeout(go));
  }
  return { file: new File(parts, name), known: packed.known };
}
