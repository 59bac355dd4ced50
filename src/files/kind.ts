/** What the first bytes say a file is; `text` may still be JSON or delimited text. */
export type Signature =
  | 'parquet'
  | 'parquet-encrypted'
  | 'zip'
  | 'ole'
  | 'gzip'
  | 'arrow-file'
  | 'arrow-stream'
  | 'feather-v1'
  | 'bzip2'
  | 'xz'
  | 'zstd'
  | '7z'
  | 'rar'
  | 'pdf'
  | 'sqlite'
  | 'duckdb'
  | 'image'
  | 'sealed'
  | 'text';

const MAGIC: [Signature, string, number?][] = [
  ['parquet', 'PAR1'],
  ['parquet-encrypted', 'PARE'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['ole', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['gzip', '\x1f\x8b'],
  ['arrow-file', 'ARROW1'],
  ['feather-v1', 'FEA1'],
  ['arrow-stream', '\xff\xff\xff\xff'],
  ['bzip2', 'BZh'],
  ['xz', '\xfd7zXZ\x00'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['7z', "7z\xbc\xaf'\x1c"],
  ['rar', 'Rar!'],
  ['pdf', '%PDF-'],
  ['sqlite', 'SQLite format 3\x00'],
  ['duckdb', 'DUCK', 8],
  ['image', '\x89PNG'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
  ['sealed', 'age-encryption.o'],
];

/** Recognises a file by its first bytes (at least 16 when it has them), never by its name. */
export function signatureOf(head: Uint8Array): Signature {
  for (const [signature, magic, offset = 0] of MAGIC) {
    let same = head.length >= offset + magic.length;
    for (let i = 0; same && i < magic.length; i += 1) same = head[offset + i] === magic.charCodeAt(i);
    if (same) return signature;
  }
  return 'text';
}

/** What decoded text is: JSON, one JSON value a line, a page of HTML or XML, or delimited text. */
export function textKindOf(head: string): 'json' | 'ndjson' | 'html' | 'xml' | 'csv' {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (/^(?:<!doctype html|<html|<table|<head|<body|<meta|<style|<div)/i.test(text)) return 'html';
  if (/^<(?:\?xml|[A-Za-z][\w:.-]*[\s>])/.test(text)) return 'xml';
  const lines = text.split(/\r\n|\n|\r/, 3).filter((line) => line.trim() !== '');
  const byLine = (open: string) =>
    lines.length > 1 && isObject(lines[0]!) && lines[1]!.trimStart().startsWith(open) ? 'ndjson' : 'json';
  if (text.startsWith('[')) return /^\[\s*(?:[{["\d\-tfn\]]|$)/.test(text) ? byLine('[') : 'csv';
  if (!text.startsWith('{')) return 'csv';
  if (!/^\{\s*(?:"|\}|$)/.test(text)) return 'csv';
  return byLine('{');
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
