import type { Fault } from '../result.ts';

/** Names that vanish or do harm as keys of plain objects. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype', 'tostring', 'valueof', 'hasownproperty']);

export interface Header {
  name: string;
  original: string;
}

/**
 * Makes unique, trimmed, non-empty column names out of header cells. Uniqueness is judged without
 * case, as SQL does. Every renaming is told in a notice, blank and repeated names each in one.
 */
export function nameColumns(cells: string[], width: number): { headers: Header[]; notices: Fault[] } {
  const taken = new Set<string>();
  const blank: string[] = [];
  const repeated: string[] = [];
  const unsafe: string[] = [];
  const headers = Array.from({ length: width }, (_, index): Header => {
    const original = cells[index] ?? '';
    let name = tidy(original);
    if (name === '') {
      name = `column_${index + 1}`;
      blank.push(name);
    } else if (UNSAFE.has(name.toLowerCase())) {
      name = `column_${name.replace(/^_+|_+$/g, '')}`;
      unsafe.push(`${tidy(original)} → ${name}`);
    }
    if (taken.has(name.toLowerCase())) {
      let n = 2;
      while (taken.has(`${name}_${n}`.toLowerCase())) n += 1;
      repeated.push(`${name} → ${name}_${n}`);
      name = `${name}_${n}`;
    }
    taken.add(name.toLowerCase());
    return { name, original };
  });
  const notices: Fault[] = [];
  if (blank.length > 0) notices.push({ code: 'header-blank', values: listOf(blank) });
  if (repeated.length > 0) notices.push({ code: 'header-duplicate', values: listOf(repeated) });
  if (unsafe.length > 0) notices.push({ code: 'header-unsafe', values: listOf(unsafe) });
  return { headers, notices };
}

/** Names as a notice counts and lists them; the first eight say enough. */
export const listOf = (names: string[]) => ({
  count: names.length,
  names: names.slice(0, 8).join(', ') + (names.length > 8 ? ' …' : ''),
});

/** A header without line breaks, control characters or outer blanks. */
function tidy(cell: string): string {
  return cell.replace(/[\u0000-\u001f\u007f\ufeff\u200b]+/g, ' ').trim();
}
