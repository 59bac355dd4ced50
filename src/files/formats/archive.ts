import type { Progress, Reading, Staged } from '../api.ts';
import { listOf } from '../headers.ts';
import { signatureOf } from '../kind.ts';
import { sourceName } from '../source-name.ts';
import { fail, ok, refused, type Fault, type Result } from '../../result.ts';
import { gunzip, inflateToBlob } from './gzip.ts';
import { stageText } from './stage-text.ts';
import { entryStream, type ZipEntry } from './zip.ts';

/** What one member may unpack to; its blob is kept outside the script's memory. */
const MEMBER = 4 * 1024 ** 3;
/** Stands between a member's name and the part inside it. */
const INSIDE = '::';

/** The tables of all members of an archive; a member that is none is told of, and only if none is left it is a fault. */
export async function inspectArchive(
  file: File,
  entries: ZipEntry[],
  inspectMember: (member: File) => Promise<Result<Reading[]>>,
): Promise<Result<Reading[]>> {
  const members = entries.filter((entry) => isTableName(entry.name));
  if (members.length === 0) return fail('zip-no-tables');
  const readings: Reading[] = [];
  const skipped: string[] = [];
  let first: Fault | null = null;
  for (const entry of members) {
    const member = entry.encrypted ? fail('zip-encrypted') : await memberFile(file, entry);
    const inner = member.ok ? await inspectMember(member.value) : member;
    if (!inner.ok) {
      first ??= inner.fault;
      skipped.push(entry.name);
      continue;
    }
    for (const reading of inner.value) {
      const part = reading.part === '' ? entry.name : `${entry.name}${INSIDE}${reading.part}`;
      const name =
        members.length > 1 ? reading.name : sourceName(file.name, inner.value.length > 1 ? reading.part : '');
      readings.push({ ...reading, part, name });
    }
  }
  if (readings.length === 0) return refused(first!);
  if (skipped.length > 0) {
    readings[0]!.notices.push({ code: 'zip-skipped', values: listOf(skipped) });
  }
  return ok(readings);
}

/** One table of an archive. A plain text member is decoded while it is unpacked. */
export async function stageArchive(
  file: File,
  entries: ZipEntry[],
  reading: Reading,
  stageMember: (member: File, reading: Reading) => Promise<Result<Staged>>,
  onProgress?: (progress: Progress) => void,
): Promise<Result<Staged>> {
  const [member = '', ...rest] = reading.part.split(INSIDE);
  const entry = entries.find((candidate) => candidate.name === member);
  if (!entry) return fail('part-missing', { values: { name: member } });
  const head = await firstBytes(entryStream(file, entry));
  if (reading.kind === 'csv' && reading.text && signatureOf(head) === 'text') {
    const blob = file.slice(entry.at, entry.at + entry.compressed);
    return stageText(
      { blob, stream: (onPacked) => entryStream(file, entry, onPacked) },
      reading.text,
      onProgress,
    );
  }
  const unpacked = await memberFile(file, entry);
  if (!unpacked.ok) return unpacked;
  return stageMember(unpacked.value, { ...reading, part: rest.join(INSIDE) });
}

/** The file inside a gzip that is not plain text. */
export async function gunzipped(file: File): Promise<Result<File>> {
  const blob = await inflateToBlob(gunzip(file), Math.min(MEMBER, Math.max(64 * 1024 ** 2, file.size * 400)));
  return blob.ok ? ok(new File([blob.value], file.name.replace(/\.gz(?:ip)?$/i, ''))) : blob;
}

async function memberFile(file: File, entry: ZipEntry): Promise<Result<File>> {
  const blob = await inflateToBlob(entryStream(file, entry), MEMBER);
  return blob.ok ? ok(new File([blob.value], entry.name.replace(/^.*\//, ''))) : blob;
}

async function firstBytes(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? new Uint8Array();
}

/** Leaves out folders, what systems add by themselves, and pictures and documents. */
function isTableName(name: string): boolean {
  if (name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i.test(name)) return false;
  return !/\.(?:png|jpe?g|gif|svg|webp|pdf|docx?|pptx?|md|html?|exe|dll|js|py|r|sql|log)$/i.test(name);
}
