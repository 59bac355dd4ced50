/** Share of all columns that two files have in common to be one under the other unasked. */
export const ALIKE = 0.75;

/** A table by its columns, as far as putting tables under each other goes. */
export interface Shape {
  columns: readonly { name: string; type: string }[];
}

/** What column names that are one have in common, whatever their case and width. */
export const columnKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Whether two column names are one, whatever their case and width. */
export const sameColumn = (a: string, b: string): boolean => columnKey(a) === columnKey(b);

/** Where a column of this name is: the one that is spelt so, else the one that is the same. -1 where there is none. */
export function columnAt(columns: readonly { name: string }[], name: string): number {
  const exact = columns.findIndex((column) => column.name === name);
  return exact >= 0 ? exact : columns.findIndex((column) => sameColumn(column.name, name));
}

/** How many of all the columns two tables have in common: 0 to 1. */
export function sharedColumns(a: readonly { name: string }[], b: readonly { name: string }[]): number {
  const [own, others] = [a, b].map((columns) => new Set(columns.map(({ name }) => columnKey(name))));
  const all = new Set([...own!, ...others!]).size;
  return all === 0 ? 0 : [...own!].filter((name) => others!.has(name)).length / all;
}

/**
 * The columns of several tables under each other: named and ordered as in the first, then those that only
 * later ones have.
 */
export function unionColumns(
  shapes: readonly Shape[],
  common: (a: string, b: string) => string,
): { name: string; type: string }[] {
  const found: { name: string; type: string }[] = [];
  for (const { name, type } of shapes.flatMap(({ columns }) => columns)) {
    const known = found.find((column) => sameColumn(column.name, name));
    if (known) known.type = common(known.type, type);
    else found.push({ name, type });
  }
  return found;
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

/** Files that are one under the other, by their names: of many the first and the last, with their number. */
export const fileNames = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names[0]} … ${names.at(-1)} (${names.length})`;

/** How one table's columns stand to another's. */
export interface ColumnChanges {
  /** Columns it has and the other has not, and the other way round. */
  more: string[];
  less: string[];
  /** Columns of another type. */
  retyped: { column: string; type: string; other: string }[];
}

export function columnChanges(own: Shape, other: Shape): ColumnChanges {
  const [mine, theirs] = [own.columns, other.columns];
  const lacks = (columns: Shape['columns'], name: string) => !columns.some((c) => sameColumn(c.name, name));
  return {
    more: mine.map((c) => c.name).filter((name) => lacks(theirs, name)),
    less: theirs.map((c) => c.name).filter((name) => lacks(mine, name)),
    retyped: mine.flatMap(({ name, type }) => {
      const known = theirs.find((c) => sameColumn(c.name, name));
      return known && known.type !== type ? [{ column: name, type, other: known.type }] : [];
    }),
  };
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
