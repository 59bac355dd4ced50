import type { Notebook } from '../notebook/document.ts';
import { reportTexts } from '../notebook/outgoing.ts';
import { scrub, type ScrubFinding } from '../notebook/scrub.ts';
import type { DataLook } from './data-values.ts';

/** What was found in a notebook that is about to leave, and what was looked through for it. */
export interface OutgoingLook {
  found: ScrubFinding[];
  data: DataLook;
}

interface Open {
  readonly notebook: Notebook;
  dataValues(notebook: Notebook): Promise<DataLook>;
}

/** Looks through a notebook as it would leave. */
export async function lookThrough(session: Open, notebook: Notebook): Promise<OutgoingLook> {
  // Where the data do not answer, none of them was looked through.
  const data = await session.dataValues(notebook).catch((): DataLook => {
    const unlooked = notebook.sources.map(({ name }) => name);
    return { values: new Set(), raw: [], treated: [], unlooked };
  });
  return { found: scrub(notebook, (phrase) => data.values.has(phrase)), data };
}

/** The open notebook and what was found in it: where it was edited meanwhile it is looked through anew. */
export async function lookThroughAsItIs(session: Open): Promise<OutgoingLook & { notebook: Notebook }> {
  for (;;) {
    const { notebook } = session;
    const look = await lookThrough(session, notebook);
    if (session.notebook === notebook) return { ...look, notebook };
  }
}

/**
 * The same once no cell is being run: it asks the engines for seconds, and nobody waits for it. Null where the notebook
 * was closed meanwhile: its rows are not to come into the engine of another.
 */
export const lookThroughAtRest = async (
  session: Open & { rested(): Promise<boolean> },
): Promise<OutgoingLook | null> => ((await session.rested()) ? lookThrough(session, session.notebook) : null);

/**
 * The notebook as it was looked through, where a file of it leaves without anything to decide on: no texts of its
 * report, nothing personal, and no data that could not be looked through for it. Else null.
 */
export async function leavesQuietly(session: Open): Promise<Notebook | null> {
  if (reportTexts(session.notebook).length > 0) return null;
  const { found, data, notebook } = await lookThroughAsItIs(session);
  const quiet = found.length === 0 && data.unlooked.length === 0 && reportTexts(notebook).length === 0;
  return quiet ? notebook : null;
}
