import { fail, ok, type Result } from '../../result.ts';

/** Bytes of the container that are searched for the names of its streams. */
const SEARCHED = 16 * 1024 * 1024;

/**
 * What an OLE container (D0CF11E0) holds, by the names of its streams: an old workbook, or the
 * encrypted package that a password-protected .xlsx is. Fault `workbook-encrypted`, `format-unknown`.
 */
export async function oleWorkbook(blob: Blob): Promise<Result<'xls'>> {
  const head = new Uint8Array(await blob.slice(0, SEARCHED).arrayBuffer());
  const tail = new Uint8Array(await blob.slice(Math.max(SEARCHED, blob.size - 1024 * 1024)).arrayBuffer());
  const names = `${utf16Text(head)}\n${utf16Text(tail)}`;
  if (names.includes('EncryptedPackage')) return fail('workbook-encrypted');
  if (/Workbook|B\0?ook/.test(names)) return ok('xls');
  if (names.includes('WordDocument')) return fail('format-unknown', { values: { format: 'Word' } });
  if (names.includes('PowerPoint Document'))
    return fail('format-unknown', { values: { format: 'PowerPoint' } });
  return fail(blob.size < 1024 ? 'file-incomplete' : 'format-unknown', { values: { format: 'OLE' } });
}

/** Directory entries are 128 bytes and aligned, so their names are too. */
function utf16Text(bytes: Uint8Array): string {
  const names: string[] = [];
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const length = bytes[at + 64]! | (bytes[at + 65]! << 8);
    if (length < 4 || length > 64 || length % 2 !== 0 || bytes[at + 1] !== 0) continue;
    names.push(new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2)));
  }
  return names.join('\n');
}
