import { engineService } from '../engine.svelte.ts';
import type { ImportOptions, ImportSession } from './import-session.svelte.ts';

/** The files of the sample company, as scripts: a sealed page imports those and fetches nothing. */
const SAMPLE: Record<string, () => Promise<{ default: string }>> = {
  'customers.csv.gz': () => import('../../../public/sample/customers.csv.gz?base64'),
  'orders.csv.gz': () => import('../../../public/sample/orders.csv.gz?base64'),
  'events.csv.gz': () => import('../../../public/sample/events.csv.gz?base64'),
  'feedback.csv.gz': () => import('../../../public/sample/feedback.csv.gz?base64'),
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

/** The sample's files, or those of them that are named. Rejects when one cannot be had. */
export const sampleFiles = (names: readonly string[] = Object.keys(SAMPLE)): Promise<File[]> =>
  Promise.all(names.filter((name) => Object.hasOwn(SAMPLE, name)).map(sampleFile));

async function sampleFile(name: string): Promise<File> {
  const { default: base64 } = await SAMPLE[name]!();
  return new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name);
}
