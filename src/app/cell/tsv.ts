import { guardFormulas } from '../../export/formula-guard.ts';
import type { ResultField } from '../../state/result-pages.ts';

/**
 * Cells as tab-separated text that a spreadsheet pastes as cells: numbers unformatted, dates and times in
 * ISO, missing values empty; text with tabs, quotes or line ends is quoted. Text that a spreadsheet would
 * run as a formula is guarded as in files.
 */
export function toTsv(block: unknown[][], fields: ResultField[], header?: string[]): string {
  const lines = block.map((row) => row.map((value, index) => cellText(value, fields[index])).join('\t'));
  if (header) lines.unshift(header.map((name) => cellText(name)).join('\t'));
  return lines.join('\n');
}

function cellText(value: unknown, field?: ResultField): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && (field?.type === 'date' || field?.type === 'timestamp')) {
    const iso = new Date(value).toISOString();
    return field.type === 'date' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
  }
  const text = String(value);
  if (typeof value !== 'string') return text;
  // A number with its sign is no formula: pasted as a number it is what was copied.
  const safe = /^[-+]?[\d.,]+%?$/.test(text) ? text : guardFormulas(text);
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
