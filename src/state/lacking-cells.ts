import type { Cell } from '../notebook/document.ts';

/** Fewer cells than this that lack what they need stand where they are. */
const FOLDED_FROM = 2;

/** A cell that cannot run, with the roles that no file has. */
export interface LackingCell {
  name: string;
  missing: readonly string[];
}

/** The cells to be folded into one line: those whose roles no file has, where there are several. */
export function lackingCells(
  cells: readonly Cell[],
  view: (name: string) => { missing: readonly string[] },
): LackingCell[] {
  const lacking = cells.flatMap(({ name }) => {
    const { missing } = view(name);
    return missing.length > 0 ? [{ name, missing }] : [];
  });
  return lacking.length >= FOLDED_FROM ? lacking : [];
}
