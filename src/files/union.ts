/** A table by its columns, as far as putting tables under each other goes. */
export interface Shape {
  columns: readonly { name: string; type: string }[];
}

const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** The same for tables of the same columns, in whatever order and case. */
export const shapeKey = ({ columns }: Shape): string =>
  columns
    .map(({ name }) => keyOf(name))
    .sort()
    .join('\u001f');

/** The columns of several tables of one shape under each other: named and ordered as in the first. */
export function unionColumns(
  shapes: readonly Shape[],
  common: (a: string, b: string) => string,
): { name: string; type: string }[] {
  const [first, ...rest] = shapes;
  return (first?.columns ?? []).map(({ name, type }) => ({
    name,
    type: rest
      .flatMap(({ columns }) => columns.filter((c) => keyOf(c.name) === keyOf(name)))
      .reduce((all, c) => common(all, c.type), type),
  }));
}

/**
 * A name for several files as one: what they begin with alike, without the signs, digits and words (a date,
 * a number, `part`, `final`) that it ends with; the first one's name when nothing is left.
 */
export function unionName(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let length = first.length;
  for (const name of rest) {
    let same = 0;
    while (same < length && name[same] === first[same]) same += 1;
    length = same;
  }
  // A word that only begins alike (`jan`, `jun`) is not shared.
  const cut =
    /[\p{L}]/u.test(first[length] ?? '') || rest.some((name) => /[\p{L}]/u.test(name[length] ?? ''));
  const begun = first.slice(0, length);
  const shared = cut && /[a-z]$/i.test(begun) ? begun.replace(/[a-z]+$/i, '') : begun;
  const bare = shared.replace(/(?:[\s_\-.()（）]+|\d+|(?<![a-z])(?:part|page|no|q|v|copy|final))+$/i, '');
  return bare || first;
}

/** Names that differ from each other and from those taken, without case as SQL compares: `a`, `a_2`, `a_3` …. */
export function uniqueNames(names: readonly string[], taken: Iterable<string> = []): string[] {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  return names.map((name) => {
    let own = name;
    for (let n = 2; used.has(own.toLowerCase()); n += 1) own = `${name}_${n}`;
    used.add(own.toLowerCase());
    return own;
  });
}
