/** Runs work when the browser has nothing better to do, a moment later at the latest. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 50);
}

/** What tells that somebody is there. */
export const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'dragenter'] as const;
/** Long enough that a page nobody touches has come to rest. */
const UNTOUCHED_MS = 4_000;

/** Runs work once, at the reader's first movement, or after a while without one. */
export function atFirstSign(work: () => void): void {
  const once = (): void => {
    clearTimeout(timer);
    for (const sign of SIGNS) removeEventListener(sign, once);
    whenIdle(work);
  };
  const timer = setTimeout(once, UNTOUCHED_MS);
  for (const sign of SIGNS) addEventListener(sign, once, { passive: true });
}
