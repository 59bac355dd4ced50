import { fail } from '../result.ts';
import type { Engines } from './engines.ts';

/**
 * The page's engines as one notebook has them: once it is closed there are none (`cancelled`), for the one that the page
 * then has is the next notebook's, and rows and tables of the same names would take the place of that one's.
 */
export const ownEngines = (engines: Engines, isClosed: () => boolean): Engines => ({
  async notebook() {
    if (isClosed()) return fail('cancelled');
    const engine = await engines.notebook();
    return isClosed() ? fail('cancelled') : engine;
  },
  onReplaced: (owner, listener) => engines.onReplaced(owner, listener),
  offReplaced: (owner) => engines.offReplaced(owner),
});
