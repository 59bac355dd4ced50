/**
 * Puts something else in a global's place for good, wherever in the chain of prototypes it stands: a worker
 * has `fetch` from its prototype. Nothing happens where the browser has no such thing.
 */
export function takeAway(scope: object, name: string, instead: unknown): void {
  if (!(name in scope)) return;
  for (let holder: object | null = scope; holder; holder = Object.getPrototypeOf(holder) as object | null) {
    if (holder === Object.prototype) return;
    if (holder === scope || Object.hasOwn(holder, name))
      Object.defineProperty(holder, name, { value: instead, writable: false, configurable: false });
  }
}

/** A constructor or function that says that it was called, and fails. */
export function refusing(kind: string, tell: (kind: string, url: unknown) => void): () => never {
  return function refused(...given: unknown[]): never {
    tell(kind, given[0]);
    throw new DOMException(`${kind} is shut in Cellar`, 'SecurityError');
  };
}
