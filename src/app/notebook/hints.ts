/** The notes a first reader gets, in the order of a first look. */
const HINTS = ['finding', 'slider', 'sql'] as const;
export type Hint = (typeof HINTS)[number];

type Store = Pick<Storage, 'getItem' | 'setItem'>;
const KEY = 'cellar.hints';

/** Hints that the reader has not put away yet; all of them where nothing, or nonsense, is remembered. */
export function openHints(store: Store): Hint[] {
  let gone: unknown = [];
  try {
    gone = JSON.parse(store.getItem(KEY) ?? '[]');
  } catch {
    // What cannot be read is as good as nothing; a browser may also refuse the storage itself.
  }
  return HINTS.filter((hint) => !Array.isArray(gone) || !gone.includes(hint));
}

/** Puts hints away for good; where nothing can be stored, for this visit. */
export function closeHints(store: Store, hints: readonly Hint[]): Hint[] {
  const left = openHints(store).filter((hint) => !hints.includes(hint));
  try {
    store.setItem(KEY, JSON.stringify(HINTS.filter((hint) => !left.includes(hint))));
  } catch {
    // A full or forbidden storage only means that the hints come back.
  }
  return left;
}
