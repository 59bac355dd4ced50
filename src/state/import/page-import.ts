import { engineService } from '../engine.svelte.ts';
import type { ImportOptions, ImportSession } from './import-session.svelte.ts';

/** The files of the sample company, in public/sample/. */
const SAMPLE_FILES = ['customers.csv.gz', 'orders.csv.gz', 'events.csv.gz', 'feedback.csv.gz'];

/** Begins imports with the page's workers and engines; loaded when the first file comes. */
export async function importWith(): Promise<(options: Omit<ImportOptions, 'tools'>) => ImportSession> {
  const [{ ImportSession }, { pageTools }] = await Promise.all([
    import('./import-session.svelte.ts'),
    import('./page-tools.ts'),
  ]);
  const tools = pageTools(engineService);
  return (options) => new ImportSession({ ...options, tools });
}

/** The sample's files, or those of them that are named. Throws when they cannot be fetched. */
export const sampleFiles = (names: readonly string[] = SAMPLE_FILES): Promise<File[]> =>
  Promise.all(names.filter((name) => SAMPLE_FILES.includes(name)).map(fetchSample));

async function fetchSample(name: string): Promise<File> {
  const response = await fetch(`${import.meta.env.BASE_URL}sample/${name}`);
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  return new File([await response.blob()], name);
}
