const isHan = (c: string): boolean => /\p{sc=Han}/u.test(c);
const isLatin = (c: string): boolean => /[A-Za-z0-9]/.test(c);

/**
 * The pieces of a Chinese sentence with its spaces set where a value was put in: one where Chinese meets Latin
 * letters or digits, none where Chinese meets Chinese (1.2 万 and 次 are 1.2 万次). Spaces go to the plain piece.
 */
export function spaceChinese<T extends { text: string; bold: boolean }>(pieces: readonly T[]): T[] {
  const spaced = pieces.map((piece) => ({ ...piece }));
  for (let i = 0; i + 1 < spaced.length; i++) {
    const [a, b] = [spaced[i]!, spaced[i + 1]!];
    const [left, right] = [a.text.trimEnd(), b.text.trimStart()];
    const [x, y] = [left.at(-1) ?? '', right[0] ?? ''];
    const gap = isHan(x) && isHan(y) ? '' : (isHan(x) && isLatin(y)) || (isLatin(x) && isHan(y)) ? ' ' : null;
    if (gap === null) continue;
    a.text = left + (a.bold ? '' : gap);
    b.text = (a.bold ? gap : '') + right;
  }
  return spaced;
}
