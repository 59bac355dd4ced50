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
  const data = await session.dataValues(notebook);
  return { found: scrub(notebook, (phrase) => data.values.has(phrase)), data };
}

/**
 * The same once no cell is being run: it asks the engines for seconds, and nobody waits for it. Null where the notebook
 * was closed meanwhile: its rows are not to come into the engine of another.
 */
export const lookThroughAtRest = async (
  session: Open & { rested(): Promise<boolean> },
): Promise<OutgoingLook | null> => ((await session.rested()) ? lookThrough(session, session.notebook) : null);

/**
 * Whether a file of the notebook leaves without anything to decide on: no texts of its report, nothing personal, and
 * no data that could not be looked through for it.
 */
export async function leavesQuietly(session: Open): Promise<boolean> {
  if (reportTexts(session.notebook).length > 0) return false;
  const { found, data } = await lookThrough(session, session.notebook);
  return found.length === 0 && data.unlooked.length === 0;
}
