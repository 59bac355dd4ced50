import { openAsBlob, readFileSync } from 'node:fs';
import type { CellObject } from '@e965/xlsx';
import { showsDate } from '../../../src/files/formats/xlsx/styles.ts';
import { momentOf } from '../../../src/files/formats/xlsx/serial.ts';
import { readCells } from '../../../src/files/formats/xlsx/xlsx.ts';
import { openWorkbook } from '../../../src/files/formats/xlsx/workbook.ts';
import { openZip } from '../../../src/files/formats/zip.ts';

/** A row of the first sheet as an import needs it: text, or null for an empty cell; `row` is 1-based. */
export type OnRow = (row: number, cells: (string | null)[]) => void;

/** Loads a reader, then reads the first sheet of a file with it; only the second step is measured. */
export type LoadReader = () => Promise<(path: string, onRow: OnRow) => Promise<void>>;

const pad = (n: number, width = 2) => String(n).padStart(width, '0');
/** A moment that a reader gives as a Date in UTC, to the second. */
function momentText(date: Date): string {
  const at = new Date(Math.round(date.getTime() / 1000) * 1000);
  return `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
}

/** A value of a reader that gives JavaScript's own types. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : momentText(value);
  if (typeof value === 'object' && 'error' in value) return null;
  return String(value as string | number | boolean);
}

export const READERS: Record<string, LoadReader> = {
  /** Nothing but a process that has the file: what the others' memory is measured from. */
  none: async () => async (path) => void (await openAsBlob(path)),
  Cellar: async () => async (path, onRow) => {
    const blob = await openAsBlob(path);
    const entries = await openZip(blob);
    if (!entries.ok) throw new Error(entries.fault.code);
    const book = await openWorkbook(blob, entries.value);
    if (!book.ok) throw new Error(book.fault.code);
    await readCells(blob, book.value, book.value.sheets[0]!, (row, cells) => onRow(row, cells));
  },
  '@e965/xlsx': async () => {
    const { read } = await import('@e965/xlsx');
    return async (path, onRow) => {
      const book = read(readFileSync(path), {
        type: 'buffer',
        dense: true,
        cellNF: true,
        cellText: false,
        cellHTML: false,
      });
      const date1904 = book.Workbook?.WBProps?.date1904 === true;
      const rows = (book.Sheets[book.SheetNames[0]!]!['!data'] ?? []) as (CellObject | undefined)[][];
      rows.forEach((row, r) =>
        onRow(
          r + 1,
          Array.from(row ?? [], (cell) => {
            if (!cell || cell.t === 'e' || cell.t === 'z' || cell.v === undefined) return null;
            const dated = cell.t === 'n' && typeof cell.z === 'string' && showsDate(cell.z);
            return dated ? (momentOf(Number(cell.v), date1904)?.text ?? null) : textOf(cell.v);
          }),
        ),
      );
    };
  },
  hucre: async () => {
    const { streamXlsxRows } = await import('hucre/xlsx');
    return async (path, onRow) => {
      const blob = await openAsBlob(path);
      for await (const row of streamXlsxRows(new Uint8Array(await blob.arrayBuffer())))
        onRow(row.index + 1, row.values.map(textOf));
    };
  },
  'read-excel-file': async () => {
    const { readSheet } = await import('read-excel-file/node');
    return async (path, onRow) => {
      const rows = await readSheet(path);
      rows.forEach((row, r) => onRow(r + 1, row.map(textOf)));
    };
  },
};
