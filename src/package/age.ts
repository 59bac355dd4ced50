import type { Decrypter } from 'age-encryption';
import { fail, ok, refused, type Fault, type Result } from '../result.ts';

/*
 * Sealed files in the age format (age-encryption.org/v1), which the `age` command line opens and makes as well.
 * The library is loaded when the first package is made or opened.
 */

const library = () => import('age-encryption');

/**
 * To whom a file is sealed: keys (`age1…`), or whoever knows a passphrase. `work` is the binary logarithm of scrypt's
 * N; 18, as `age` has it, unless said.
 */
export type SealedTo = { keys: readonly string[] } | { passphrase: string; work?: number };

export interface Watch {
  signal?: AbortSignal;
  /** Hears how much of the plain file is done, 0..1. */
  onProgress?: (share: number) => void;
}

/** Largest file that is sealed or opened, in bytes. */
export const MAX_PACKAGE = 1024 ** 3;

const INTRO = 'age-encryption.org/v1';
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';
/** An age header is a few hundred bytes a recipient. */
const HEADER = 65_536;

/** Whether a file says of itself that it is sealed in the age format, in binary or in letters. */
export async function isSealed(file: Blob): Promise<boolean> {
  // A folder, or a file that is gone, is read as any file is, and told of there.
  const start = await file
    .slice(0, 128)
    .text()
    .catch(() => '');
  return start.startsWith(`${INTRO}\n`) || start.trimStart().startsWith(ARMOR);
}

/** A new identity: an X25519 key as `AGE-SECRET-KEY-1…`. */
export const newIdentity = async (): Promise<string> => (await library()).generateX25519Identity();

/** What others seal to for an identity: `age1…`. */
export const keyOf = async (identity: string): Promise<string> =>
  (await library()).identityToRecipient(identity);

/** Whether a text is a key that can be sealed to. Fault: `recipient-invalid` {key}. */
export async function checkKey(key: string): Promise<Result<string>> {
  const text = key.trim();
  try {
    const { Encrypter } = await library();
    new Encrypter().addRecipient(text);
    return ok(text);
  } catch {
    return fail('recipient-invalid', { values: { key: text.slice(0, 40) } });
  }
}

/** Seals a file. Faults: `package-large` {megabytes}, `recipient-invalid` {key}, `cancelled`, `package-unwritable`. */
export async function seal(plain: Blob, to: SealedTo, watch: Watch = {}): Promise<Result<Blob>> {
  if (plain.size > MAX_PACKAGE) return tooLarge(plain);
  const { Encrypter } = await library();
  const encrypter = new Encrypter();
  if ('passphrase' in to) {
    encrypter.setPassphrase(to.passphrase.normalize('NFC'));
    if (to.work !== undefined) encrypter.setScryptWorkFactor(to.work);
  } else
    for (const key of to.keys) {
      const checked = await checkKey(key);
      if (!checked.ok) return checked;
      encrypter.addRecipient(checked.value);
    }
  try {
    const sealed = await gathered(
      await encrypter.encrypt(watched(plain, watch)),
      'application/age-encryption',
    );
    return watch.signal?.aborted ? fail('cancelled') : ok(sealed);
  } catch (error) {
    return stopped(error, watch, { code: 'package-unwritable', detail: String(error) });
  }
}

/** What opens a file: one's own identities, a passphrase. */
export interface Opener {
  identities: readonly string[];
  passphrase?: string | undefined;
}

/**
 * Opens a sealed file, the whole of it before any of it is given on. Faults: `package-large`, `package-passphrase` when
 * it is sealed by one and none was given, `package-wrong-passphrase`, `package-wrong-key`, `package-damaged`,
 * `cancelled`.
 */
export async function unseal(file: Blob, opener: Opener, watch: Watch = {}): Promise<Result<Blob>> {
  if (file.size > MAX_PACKAGE) return tooLarge(file);
  const { Decrypter, armor } = await library();
  let sealed = file;
  const start = await file.slice(0, 128).text();
  try {
    if (start.trimStart().startsWith(ARMOR))
      sealed = new Blob([armor.decode(await file.text()) as Uint8Array<ArrayBuffer>]);
  } catch (error) {
    return fail('package-damaged', { detail: String(error) });
  }
  const header = await sealed.slice(0, HEADER).text();
  const byPassphrase = /^-> scrypt /m.test(header.split('\n---')[0] ?? '');
  if (byPassphrase && opener.passphrase === undefined) return fail('package-passphrase');
  const decrypter = new Decrypter();
  if (byPassphrase) decrypter.addPassphrase(opener.passphrase!.normalize('NFC'));
  else if (!addAll(decrypter, opener.identities)) return fail('package-wrong-key');
  try {
    return ok(await gathered(await decrypter.decrypt(watched(sealed, watch)), 'application/zip'));
  } catch (error) {
    const wrong = /no identity matched/.test(String(error));
    const code = !wrong ? 'package-damaged' : byPassphrase ? 'package-wrong-passphrase' : 'package-wrong-key';
    return stopped(error, watch, { code, detail: String(error) });
  }
}

/** Adds the identities that are ones; false when there is none. */
function addAll(decrypter: Decrypter, identities: readonly string[]): boolean {
  const added = identities.filter((identity) => {
    try {
      decrypter.addIdentity(identity);
      return true;
    } catch {
      return false;
    }
  });
  return added.length > 0;
}

const tooLarge = (file: Blob) =>
  fail('package-large', {
    values: { megabytes: Math.round(file.size / 1024 ** 2), limit: MAX_PACKAGE / 1024 ** 2 },
  });

const stopped = (_: unknown, { signal }: Watch, fault: Fault): Result<never> =>
  signal?.aborted ? fail('cancelled') : refused(fault);

/** A file's bytes as they are drawn: told of, and ended when that is asked for. */
function watched(file: Blob, { signal, onProgress }: Watch): ReadableStream<Uint8Array> {
  let done = 0;
  const told = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      if (signal?.aborted) throw new Error('cancelled');
      done += bytes.length;
      onProgress?.(file.size === 0 ? 1 : done / file.size);
      controller.enqueue(bytes);
    },
  });
  return file.stream().pipeThrough(told);
}

const gathered = async (stream: ReadableStream<Uint8Array>, type: string): Promise<Blob> => {
  const blob = await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
  return new Blob([blob], { type });
};
