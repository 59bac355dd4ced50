import { openDb } from '../storage/db.ts';
import { askPersistence } from '../storage/persist.ts';
import { lockNotebook, openNotebooks } from '../storage/tab-lock.ts';
import { pageStores } from './delete-everything.ts';
import { engineService } from './engine.svelte.ts';
import { importWith, sampleFiles } from './import/page-import.ts';
import { language } from './language.svelte.ts';
import { router } from './route.svelte.ts';
import { fetchSteps } from './sample-steps.ts';
import { Tabs } from './tabs.ts';
import { Workspace } from './workspace/workspace.svelte.ts';

/** The workspace of this page. */
export const workspace = new Workspace({
  engines: engineService,
  tabs: new Tabs('BroadcastChannel' in globalThis ? new BroadcastChannel('cellar-workspace') : null),
  router,
  language: () => language.current,
  openDb: () => openDb(),
  stores: pageStores,
  lockNotebook,
  openNotebooks: () => openNotebooks(),
  askPersistence,
  importWith,
  sampleFiles(names) {
    // On the way until the rows are here.
    fetchSteps(language.current);
    return sampleFiles(names);
  },
});
