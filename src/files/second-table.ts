import { isValue } from './layout.ts';
import type { TextRecord } from './records.ts';

/** Rows that a table has before another one can begin, and that the other one has at least. */
const ENOUGH = 3;

/** Where another table begins among the records below a header. */
interface SecondTable {
  /** Place of its first record, which may be its title, among those records. */
  at: number;
  /** Place of its header. */
  header: number;
  /** How many records from `at` on say something. */
  said: number;
}

const filledOf = ({ fields }: TextRecord): string[] =>
  fields.map((field) => field.trim()).filter((field) => field !== '');

/**
 * Another table below the first, after an empty line: names that nothing in the rows above says and that are other
 * names than the first table's, above rows that fill no more columns than it names. Titles between, of one cell, are its own. A
 * header that comes again begins no other table, nor does the name of a group above its rows.
 * @param records those below the header, blank ones among them
 */
export function secondTable(names: readonly string[], records: readonly TextRecord[]): SecondTable | null {
  const filled = records.map(filledOf);
  const own = names.map((name) => name.trim()).filter((name) => name !== '');
  const met = new Set<string>();
  let rows = 0;
  for (let at = 0; at < records.length; at += 1) {
    if (filled[at]!.length > 0 || rows < ENOUGH) {
      rows += filled[at]!.length > 1 ? 1 : 0;
      for (const cell of filled[at]!) met.add(cell);
      continue;
    }
    let header = at + 1;
    while (header < records.length && filled[header]!.length < 2) header += 1;
    if (header < records.length && beginsTable(header)) {
      while (filled[at]!.length === 0) at += 1;
      return { at, header, said: filled.slice(at).filter((cells) => cells.length > 0).length };
    }
  }
  return null;

  function beginsTable(header: number): boolean {
    const cells = filled[header]!;
    const again = cells.filter((cell) => own.includes(cell)).length;
    if (cells.some((cell) => isValue(cell) || met.has(cell)) || new Set(cells).size < cells.length)
      return false;
    if (again === own.length || again === cells.length) return false;
    const body = filled.slice(header + 1).findIndex((row) => row.length === 0);
    const under = filled.slice(header + 1, body < 0 ? undefined : header + 1 + body);
    if (under.length < ENOUGH || under.some((row) => row.length > cells.length)) return false;
    const full = under.filter((row) => row.length >= cells.length - 1).length;
    if (full < under.length * 0.8) return false;
    // Words above words could be one more row of them: names that the first table has too tell, or numbers and dates below.
    const rows = records.slice(header + 1, header + 1 + under.length);
    const measured = records[header]!.fields.filter((cell, i) => {
      const values = rows.map(({ fields }) => (fields[i] ?? '').trim()).filter((value) => value !== '');
      return cell.trim() !== '' && values.length > 0 && values.every(isValue);
    }).length;
    return again > 0 || measured >= (cells.length === own.length ? 2 : 1);
  }
}
