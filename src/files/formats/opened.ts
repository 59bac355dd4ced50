import type { Reading, TextReading } from '../api.ts';
import { byteOrderMark, guessEncoding } from '../encoding.ts';
import { signatureOf, textKindOf, type Signature } from '../kind.ts';
import { sourceName } from '../source-name.ts';
import { ok, type Result } from '../../result.ts';
import { sampleBlob, samplePieces, type TextSample } from './sample.ts';
import { openZip, type ZipEntry } from './zip.ts';

/** What decoded text turns out to be. */
export type TextKind = ReturnType<typeof textKindOf>;

/** A file as far as it has to be read to tell its format. */
export interface Opened {
  file: File;
  /** Proposed source name. */
  name: string;
  signature: Signature;
  /** Of a zip: what is in it. */
  entries: ZipEntry[] | null;
  /** Of text: what kind of it, and what was looked at to tell. */
  text: TextKind | null;
  sample: TextSample | null;
  /** Of marked-up text: how it begins. */
  beginning: string;
}

/** Opens a file for looking at, `whole` or at its ends; a delimiter given by hand makes any text delimited text. */
export async function openFile(
  file: File,
  hints: Partial<TextReading>,
  whole: boolean,
): Promise<Result<Opened>> {
  const opened = await openHead(file);
  if (!opened.ok || opened.value.signature !== 'text') return opened;
  const sample = await (whole ? sampleBlob : samplePieces)(file);
  const text = hints.delimiter === undefined ? textKind(sample.head) : 'csv';
  const beginning = text === 'html' || text === 'xml' ? beginningOf(sample.head, HEAD) : '';
  return ok({ ...opened.value, text, sample, beginning });
}

/** Opens a file for staging a table that was found in it: what its text is has been told. */
export async function reopenFile(file: File, { kind }: Reading): Promise<Result<Opened>> {
  const opened = await openHead(file);
  if (!opened.ok || opened.value.signature !== 'text') return opened;
  if (kind !== 'xls')
    return ok({ ...opened.value, text: kind === 'json' || kind === 'ndjson' ? kind : 'csv' });
  const { head } = await samplePieces(file);
  return ok({ ...opened.value, text: textKind(head), beginning: beginningOf(head, HEAD) });
}

async function openHead(file: File): Promise<Result<Opened>> {
  const signature = signatureOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  const opened = {
    file,
    name: sourceName(file.name),
    signature,
    entries: null,
    text: null,
    sample: null,
    beginning: '',
  };
  if (signature !== 'zip') return ok(opened);
  const entries = await openZip(file);
  return entries.ok ? ok({ ...opened, entries: entries.value }) : entries;
}

/** What kind of text begins like this. */
export const textKind = (head: Uint8Array): TextKind => textKindOf(beginningOf(head, 65_536));

/** Pages have scripts and styles before their table. */
const HEAD = 256 * 1024;

function beginningOf(head: Uint8Array, most: number): string {
  const { encoding, bom } = byteOrderMark(head) ?? guessEncoding([head.subarray(0, 8192)]);
  return new TextDecoder(encoding).decode(head.subarray(bom, most), { stream: true });
}
