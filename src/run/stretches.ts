/** After so long the page gets its turn: what takes as long again would hold it up. */
const STRETCH_MS = 16;

export type Pause = () => Promise<void>;

/**
 * What gives the page its turn where a stretch is over, and goes on at once where it is not. `turn` lets others have
 * their turn; left out where nobody waits.
 */
export function stretches(turn: Pause = async () => {}): Pause {
  let rested = performance.now();
  return async () => {
    if (performance.now() - rested < STRETCH_MS) return;
    await turn();
    rested = performance.now();
  };
}
