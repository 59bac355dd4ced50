/**
 * The cell that the focus goes on in when the one that held it has left the page: the one that came in its place
 * (brought back, renamed), the same one where it was only moved, else what now stands where it stood. Null where
 * no cell held it or none is left.
 */
export function focusPlace(
  before: readonly string[],
  now: readonly string[],
  held: string | null,
): string | null {
  const come = now.filter((name) => !before.includes(name));
  if (come.length === 1 && before.length > 0) return come[0]!;
  if (held === null) return null;
  if (now.includes(held)) return held;
  const at = before.indexOf(held);
  return at < 0 ? null : (now[Math.min(at, now.length - 1)] ?? null);
}
