import { xlsxOf } from './zip-of.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A workbook of sheets with their cells as texts, numbers as such. */
export const bookOf = (
  sheets: readonly { name: string; rows: readonly (readonly (string | null)[])[] }[],
): Uint8Array<ArrayBuffer> =>
  xlsxOf(
    sheets.map(({ name, rows }) => ({
      name: escaped(name),
      rows: rows
        .map((row, r) => {
          const cells = row.map((cell, c) => {
            const at = `${String.fromCharCode(65 + c)}${r + 1}`;
            if (cell === null || cell === '') return '';
            return /^-?\d+(?:\.\d+)?$/.test(cell)
              ? `<c r="${at}"><v>${cell}</v></c>`
              : `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
          });
          return `<row r="${r + 1}">${cells.join('')}</row>`;
        })
        .join(''),
    })),
  );
