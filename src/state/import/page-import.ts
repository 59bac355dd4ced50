import { engineService } from '../engine.svelte.ts';
import type { SampleFile } from '../../import/known-file.ts';
import { messageOf, Stop } from '../../result.ts';
import type { Lang } from '../../i18n/text.ts';
import { language } from '../language.svelte.ts';
import type { ImportSession } from './import-session.svelte.ts';
import type { ImportOptions } from './tools.ts';

type Script = () => Promise<typeof import('*.rows?sample-zh')>;

/** What is known of the files of the sample company, and their rows, as scripts: a sealed page imports those and fetches nothing. */
const KNOWN: Record<Lang, () => Promise<typeof import('*.json?sample-zh')>> = {
  zh: () => import('../../../test/tools/sample/known.json?sample-zh'),
  en: () => import('../../../test/tools/sample/known.json?sample-en'),
};
const SAMPLE: Record<string, Record<Lang, Script>> = {
  'customers.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/customers.zh.rows?sample-zh'),
    en: () => import('../../../test/tools/sample/rows/customers.en.rows?sample-en'),
  },
  'orders.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/orders.zh.rows?sample-zh'),
    en: () => import('../../../test/tools/sample/rows/orders.en.rows?sample-en'),
  },
  'events.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/events.zh.rows?sample-zh'),
    en: () => import('../../../test/tools/sample/rows/events.en.rows?sample-en'),
  },
  'feedback.csv.gz': {
    zh: () => import('../../../test/tools/sample/rows/feedback.zh.rows?sample-zh'),
    en: () => import('../../../test/tools/sample/rows/feedback.en.rows?sample-en'),
  },
};

/** Begins imports with the page's workers and engines; loaded when the first file comes. */
export async function importWith(
  files: boolean,
): Promise<(options: Omit<ImportOptions, 'tools'>) => ImportSession> {
  // They start while the page gets its own parts; who then needs them is told if they cannot be had.
  if (files) {
    void engineService.warm(true);
    void import('../../files/client.ts').then(({ warmFilesWorker }) => warmFilesWorker()).catch(() => {});
  }
  const [{ ImportSession }, { pageTools }] = await Promise.all([
    import('./import-session.svelte.ts'),
    import('./page-tools.ts'),
  ]);
  const tools = pageTools(engineService);
  return (options) => new ImportSession({ ...options, tools });
}

/** The sample's files, or those of them that are named, in the reader's language. Rejects when one cannot be had. */
export async function sampleFiles(names: readonly string[] = Object.keys(SAMPLE)): Promise<SampleFile[]> {
  const lang = language.current;
  const wanted = names.filter((name) => Object.hasOwn(SAMPLE, name));
  // Their rows are on the way while the notebook is opened.
  const packed = wanted.map((name) => SAMPLE[name]![lang]());
  for (const script of packed) script.catch(() => {});
  const { default: known } = await KNOWN[lang]();
  return wanted.map((name, i) => ({
    ...{ name, known: known[name]! },
    treated: () => piecesOf(packed[i]!, 'treated'),
    hidden: () => piecesOf(packed[i]!, 'hidden'),
  }));
}

/** Stops with `sample-missing` when they cannot be had. */
async function* piecesOf(
  script: ReturnType<Script>,
  kind: 'treated' | 'hidden',
): ReturnType<SampleFile['treated']> {
  try {
    const [{ unpackPieces }, { default: packed }] = await Promise.all([
      import('../../import/packed-rows.ts'),
      script,
    ]);
    yield* unpackPieces(packed[kind]);
  } catch (error) {
    throw new Stop({ code: 'sample-missing', detail: messageOf(error) });
  }
}
