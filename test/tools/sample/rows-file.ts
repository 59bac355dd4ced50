import { createHash } from 'node:crypto';
import type { PackedPiece, Stretch } from '../../../src/import/packed-rows.ts';

/** A piece as it lies in its file: gzipped. */
export interface StoredPiece {
  rows: number;
  stretches: readonly Stretch[];
  gzipped: Uint8Array;
}

/** Which rows of a file of the sample there are: as it was treated, and what treating hid. */
export const KINDS = ['treated', 'hidden'] as const;
export type SampleRows = Record<(typeof KINDS)[number], StoredPiece[]> & {
  /** SHA-256 of the text that they were read from. */
  text: string;
};

/** A line that says what follows, then the pieces one after the other. */
export function writeRows(rows: SampleRows): Buffer {
  const pieces = KINDS.map((kind) =>
    rows[kind].map((piece) => ({
      rows: piece.rows,
      bytes: piece.gzipped.length,
      stretches: piece.stretches,
    })),
  );
  const told = { text: rows.text, pieces };
  const packed = KINDS.flatMap((kind) => rows[kind].map(({ gzipped }) => gzipped));
  return Buffer.concat([Buffer.from(`${JSON.stringify(told)}\n`), ...packed]);
}

export function readRows(file: Buffer): SampleRows {
  const end = file.indexOf('\n');
  const { text, pieces } = JSON.parse(file.subarray(0, end).toString('utf8')) as {
    text: string;
    pieces: { rows: number; bytes: number; stretches: Stretch[] }[][];
  };
  let at = end + 1;
  const [treated, hidden] = pieces.map((kind) =>
    kind.map(({ rows, bytes, stretches }) => ({
      ...{ rows, stretches },
      gzipped: new Uint8Array(file.subarray(at, (at += bytes))),
    })),
  );
  return { text, treated: treated ?? [], hidden: hidden ?? [] };
}

/** Signs of base64 that are decoded in one go: whole groups of four. */
const PART = new RegExp(`.{1,${2 ** 18}}`, 'g');

/** As the page's module holds them. */
export function modulePieces(file: Buffer): Record<(typeof KINDS)[number], PackedPiece[]> {
  const { treated, hidden } = readRows(file);
  const inBase64 = ({ rows, stretches, gzipped }: StoredPiece): PackedPiece => ({
    ...{ rows, stretches },
    base64: Buffer.from(gzipped).toString('base64').match(PART) ?? [],
    digest: digestOf(gzipped),
  });
  return { treated: treated.map(inBase64), hidden: hidden.map(inBase64) };
}

/** As the page's module holds them, and as a source made of them is known. */
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
