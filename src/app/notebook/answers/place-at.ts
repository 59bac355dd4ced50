/** How far below the window's top a part may begin and be the one that is read, px: the page's head, and a line. */
const HEAD = 120;

/**
 * The part that is being read: the last one that begins above the head of the window, at the page's end the last.
 * `parts` stand in the order of the page, `top` from the window's top.
 */
export function placeAt(parts: readonly { name: string; top: number }[], atEnd: boolean): string {
  const shown = atEnd ? parts.at(-1) : parts.findLast(({ top }) => top <= HEAD);
  return (shown ?? parts[0])?.name ?? '';
}
