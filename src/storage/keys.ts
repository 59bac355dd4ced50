import { fail, ok, type Result } from '../result.ts';
import { checksum } from './checksum.ts';

/**
 * The workspace's lock as storage keeps it, readable without the passphrase: how the passphrase becomes a key,
 * and the random master key wrapped by that key. Nothing in it tells the passphrase.
 */
export interface LockRecord {
  version: 1;
  /**
   * `sealing`: records are being sealed, some are still plain; `sealed`: every record is; `opening`: the
   * passphrase is being removed, some records are plain again. A crash leaves the state, and the work goes on.
   */
  state: 'sealing' | 'sealed' | 'opening';
  /** Random name of the master key: by it a tab tells that the workspace has another lock than it knows. */
  key: string;
  /** scrypt (RFC 7914) over the passphrase in NFKC. */
  salt: Uint8Array<ArrayBuffer>;
  cost: { N: number; r: number; p: number };
  /** AES-GCM of the 256-bit master key under the passphrase's key. */
  iv: Uint8Array<ArrayBuffer>;
  wrapped: Uint8Array<ArrayBuffer>;
  /** SHA-256 over the fields above but the state: damage is told from a wrong passphrase by it. */
  check: string;
}

/** 128 MiB and about a second of one core: guessing costs an attacker as much for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1 };

/** The shortest passphrase taken, in characters. */
export const PASSPHRASE_MIN = 8;

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

async function wrappingKey(
  passphrase: string,
  salt: Uint8Array,
  { N, r, p }: LockRecord['cost'],
  onProgress: (share: number) => void,
): Promise<CryptoKey> {
  const password = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const { scryptAsync } = await import('@noble/hashes/scrypt.js');
  const bytes = await scryptAsync(password, salt, { N, r, p, dkLen: 32, onProgress });
  const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, [
    'wrapKey',
    'unwrapKey',
  ]);
  bytes.fill(0);
  return key;
}

async function checkOf({ version, key: name, salt, cost, iv, wrapped }: Omit<LockRecord, 'check' | 'state'>) {
  const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return checksum(JSON.stringify([version, name, hex(salt), cost.N, cost.r, cost.p, hex(iv), hex(wrapped)]));
}

async function wrap(
  master: CryptoKey,
  name: string,
  passphrase: string,
  state: LockRecord['state'],
  cost: LockRecord['cost'],
  onProgress: (share: number) => void,
): Promise<LockRecord> {
  const [salt, iv] = [random(16), random(12)];
  const key = await wrappingKey(passphrase, salt, cost, onProgress);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', master, key, { name: 'AES-GCM', iv }));
  const fields = { version: 1 as const, key: name, salt, cost, iv, wrapped };
  return { ...fields, state, check: await checkOf(fields) };
}

/** Opens the wrapped master key; `extractable` only for wrapping it anew. */
async function unwrap(
  lock: LockRecord,
  passphrase: string,
  extractable: boolean,
  onProgress: (share: number) => void,
): Promise<Result<CryptoKey>> {
  if (lock.version !== 1) return fail('storage-newer');
  if ((await checkOf(lock)) !== lock.check) return fail('lock-damaged');
  const key = await wrappingKey(passphrase, lock.salt, lock.cost, onProgress);
  try {
    const master = await crypto.subtle.unwrapKey(
      'raw',
      lock.wrapped,
      key,
      { name: 'AES-GCM', iv: lock.iv },
      'AES-GCM',
      extractable,
      ['encrypt', 'decrypt'],
    );
    return ok(master);
  } catch {
    return fail('passphrase-wrong');
  }
}

const quiet = (): void => undefined;

/**
 * A new lock in state `sealing` and its master key, which no script can read again. Faults: `passphrase-short`
 * {min}. `cost` is lowered by tests only.
 */
export async function makeLock(
  passphrase: string,
  onProgress: (share: number) => void = quiet,
  cost: LockRecord['cost'] = COST,
): Promise<Result<{ lock: LockRecord; master: CryptoKey }>> {
  if (isShort(passphrase)) return fail('passphrase-short', { values: { min: PASSPHRASE_MIN } });
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
    'encrypt',
    'decrypt',
  ]);
  const lock = await wrap(fresh, crypto.randomUUID(), passphrase, 'sealing', cost, onProgress);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', fresh));
  const master = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  raw.fill(0);
  return ok({ lock, master });
}

/** The master key. Faults: `passphrase-wrong`, `lock-damaged`, `storage-newer`. */
export const openLock = (
  lock: LockRecord,
  passphrase: string,
  onProgress: (share: number) => void = quiet,
): Promise<Result<CryptoKey>> => unwrap(lock, passphrase, false, onProgress);

/**
 * The lock under another passphrase; the master key, and so every sealed record, stays. Nothing changes before
 * the new record is put in the old one's place, which is one write. Faults: those of `openLock`, `passphrase-short`.
 */
export async function changeLock(
  lock: LockRecord,
  before: string,
  after: string,
  onProgress: (share: number) => void = quiet,
): Promise<Result<LockRecord>> {
  if (isShort(after)) return fail('passphrase-short', { values: { min: PASSPHRASE_MIN } });
  const master = await unwrap(lock, before, true, (share) => onProgress(share / 2));
  if (!master.ok) return master;
  return ok(
    await wrap(master.value, lock.key, after, lock.state, lock.cost, (share) => onProgress(0.5 + share / 2)),
  );
}

const isShort = (passphrase: string): boolean => [...passphrase.normalize('NFKC')].length < PASSPHRASE_MIN;
