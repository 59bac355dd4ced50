/** Longest text that is looked through at once, and how much of a piece the next one has again. */
const PIECE = 2_000;
const OVERLAP = 400;

/** Where a text is cut at or before a place: behind a blank, if one is near. */
function cutAt(text: string, at: number): number {
  for (let i = at; i > at - OVERLAP / 2; i--) if (/\s/.test(text[i - 1]!)) return i;
  return at;
}

function* pieces(text: string): Generator<{ piece: string; from: number }> {
  let from = 0;
  while (text.length - from > PIECE) {
    const to = cutAt(text, from + PIECE);
    yield { piece: text.slice(from, to), from };
    from = cutAt(text, to - OVERLAP);
  }
  yield { piece: text.slice(from), from };
}

export interface Place {
  at: number;
  length: number;
}

/**
 * Where a pattern (global) matches in a text, without what its first two groups hold: what stands before and behind.
 * Many patterns try each place of a word with all that follows, which in a long one takes time by the square of its
 * length; so a long text is looked through in pieces, and what two of them hold in part is one.
 */
export function placesOf(
  pattern: RegExp,
  text: string,
  test: (match: string) => boolean = () => true,
): Place[] {
  const found: Place[] = [];
  for (const { piece, from } of pieces(text))
    for (const match of piece.matchAll(pattern)) {
      if (!test(match[0])) continue;
      const [before, behind] = [match[1] ?? '', match[2] ?? ''];
      found.push({
        at: from + match.index + before.length,
        length: match[0].length - before.length - behind.length,
      });
    }
  return found.sort((a, b) => a.at - b.at).reduce<Place[]>(joined, []);
}

function joined(places: Place[], { at, length }: Place): Place[] {
  const last = places.at(-1);
  if (last && at < last.at + last.length) last.length = Math.max(last.length, at + length - last.at);
  else places.push({ at, length });
  return places;
}
