import type { SampleFile } from '../../import/known-file.ts';
import type { Lang } from '../../i18n/text.ts';
import type { Result } from '../../result.ts';
import type { Db } from '../../storage/db.ts';
import type { lockNotebook } from '../../storage/tab-lock.ts';
import type { PageStores } from '../delete-everything.ts';
import type { Engines, NotebookEngine } from '../engines.ts';
import type { ImportSession } from '../import/import-session.svelte.ts';
import type { ImportOptions } from '../import/tools.ts';
import type { Route } from '../route.svelte.ts';
import type { Tabs } from '../tabs.ts';

/** The page's engines, which outlive the notebook that is open. */
export interface PageEngines extends Engines {
  /** An empty notebook engine for a notebook that may be opened. */
  claim(): Promise<Result<NotebookEngine>>;
  /** Ends one that was claimed for a notebook that does not come. */
  release(claimed: NotebookEngine): Promise<void>;
  /** An empty notebook engine for the notebook that is being opened, or the one that was claimed for it. */
  renew(claimed?: NotebookEngine | null): Promise<void>;
  /** Ends every engine, with what is in them. */
  end(): Promise<void>;
}

/** What the workspace needs of the page that it is on; tests bring their own. */
export interface WorkspacePage {
  engines: PageEngines;
  tabs: Tabs;
  router: { readonly current: Route; go(route: Exclude<Route, { page: 'shared' }>): void };
  /** Of the reader, for what is written into a new notebook. */
  language(): Lang;
  openDb(): Promise<Result<Db>>;
  /** The browser's other stores of this page. */
  stores(): PageStores;
  lockNotebook: typeof lockNotebook;
  /** Ids of the notebooks that some tab has open for editing. */
  openNotebooks(): Promise<Set<string>>;
  /** Asks the browser not to throw away what is stored when room is short. */
  askPersistence(): Promise<unknown>;
  /** `files`: they are to be read, which is got ready meanwhile. */
  importWith(files: boolean): Promise<(options: Omit<ImportOptions, 'tools'>) => ImportSession>;
  /** The sample's files, or those of them that are named. Rejects when one cannot be had. */
  sampleFiles(names?: readonly string[]): Promise<SampleFile[]>;
}
