import { fail, faultFrom, ok, refused, type Fault, type Result } from '../result.ts';
import type { Notebook } from './document.ts';
import { readNotebook, writeNotebook } from './file.ts';

/** Marks a fragment as a notebook, with the version of this encoding. */
const PREFIX = 'nb1.';
/** Longest fragment that is made or read, in characters: what chat programs and mail pass on whole. */
export const MAX_LINK_CHARS = 16_384;
/** Most bytes that a link may unpack to, so that a small link cannot fill the memory. */
export const MAX_LINK_BYTES = 1_000_000;

/**
 * The notebook as a URL fragment without `#`: `nb1.` and base64url of its deflated file.
 * Fault: `link-too-long` {size, limit} in KB.
 */
export async function encodeLink(notebook: Notebook): Promise<Result<string>> {
  const file = new TextEncoder().encode(JSON.stringify(JSON.parse(writeNotebook(notebook))));
  const stream = new Blob([file]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  const fragment = PREFIX + toBase64Url(packed);
  if (fragment.length > MAX_LINK_CHARS || file.length > MAX_LINK_BYTES) {
    const size = Math.ceil(fragment.length / 1_024);
    return fail('link-too-long', { values: { size, limit: MAX_LINK_CHARS / 1_024 } });
  }
  return ok(fragment);
}

/** True when a URL's fragment (with or without `#`) claims to hold a notebook, of this or a later encoding. */
export const isNotebookLink = (fragment: string): boolean => /^#?nb\d+\./.test(fragment);

/**
 * The notebook in a fragment. Faults: `link-newer`, `link-too-long` {size, limit}, `link-damaged`,
 * `link-bomb` {limit} in MB, and those of `readNotebook`.
 */
export async function decodeLink(
  fragment: string,
  notice?: (fault: Fault) => void,
): Promise<Result<Notebook>> {
  const text = fragment.replace(/^#/, '');
  if (!isNotebookLink(text)) return fail('link-damaged');
  if (!text.startsWith(PREFIX)) return fail('link-newer');
  if (text.length > MAX_LINK_CHARS) {
    const size = Math.ceil(text.length / 1_024);
    return fail('link-too-long', { values: { size, limit: MAX_LINK_CHARS / 1_024 } });
  }
  const packed = fromBase64Url(text.slice(PREFIX.length));
  if (packed === null) return fail('link-damaged');
  const file = await inflate(packed);
  return file.ok ? readNotebook(file.value, notice) : file;
}

/** Unpacks piece by piece and stops at the limit. */
async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Result<string>> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      size += piece.value.length;
      if (size > MAX_LINK_BYTES) {
        await reader.cancel().catch(() => undefined);
        return fail('link-bomb', { values: { limit: MAX_LINK_BYTES / 1_000_000 } });
      }
      pieces.push(piece.value);
    }
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await new Blob(pieces).arrayBuffer()));
  } catch (error) {
    return refused(faultFrom(error, 'link-damaged'));
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
