import { pack, unpack } from './pack.ts';

/** A sealed value: 12 bytes of nonce, then AES-GCM's output with its tag. */
export type Sealed = Uint8Array<ArrayBuffer>;

/**
 * How values of worth are kept: as they are, or sealed. `place` names where a value stands (store and key), is
 * bound into the seal, and so a sealed value that was put in another's place does not open.
 */
export interface Vault {
  /** Which master key it is under, as the workspace's lock names it; null for one that seals nothing. */
  key: string | null;
  /** Null: new values are kept in plain. */
  seal: ((place: string, bytes: Uint8Array<ArrayBuffer>) => Promise<Sealed>) | null;
  /** Null: sealed values cannot be read (the workspace is locked, or was never sealed). Throws `Damaged`. */
  open: ((place: string, sealed: Sealed) => Promise<Uint8Array<ArrayBuffer>>) | null;
  /** Whether values in plain are still read: not once everything is sealed, when one could only be planted. */
  plain: boolean;
}

/** A value that is not what was stored in its place. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** A value that cannot be read because the workspace is locked. */
export class Locked extends Error {
  override readonly name = 'Locked';
}

/** What a value belongs to was deleted, by this tab or another. */
export class Deleted extends Error {
  override readonly name = 'Deleted';
}

/** Another tab has stored something else in the place of what this one began with. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Nothing is sealed. */
export const OPEN_VAULT: Vault = { key: null, seal: null, open: null, plain: true };

/** Nothing can be read or written until the passphrase is given. */
export const LOCKED_VAULT: Vault = {
  key: '',
  seal: () => Promise.reject(new Locked()),
  open: () => Promise.reject(new Locked()),
  plain: false,
};

const NONCE = 12;

/** A vault under a master key, whose name is `key`; `sealing` false for one whose new values are to be plain again. */
export function keyedVault(
  master: CryptoKey,
  { key, sealing, plain }: { key: string; sealing: boolean; plain: boolean },
): Vault {
  const about = (iv: BufferSource, place: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(place),
  });
  return {
    key,
    plain,
    seal: sealing
      ? async (place, bytes) => {
          const iv = crypto.getRandomValues(new Uint8Array(NONCE));
          const sealed = new Uint8Array(await crypto.subtle.encrypt(about(iv, place), master, bytes));
          const whole = new Uint8Array(NONCE + sealed.length);
          whole.set(iv);
          whole.set(sealed, NONCE);
          return whole;
        }
      : null,
    async open(place, sealed) {
      const iv = sealed.subarray(0, NONCE);
      try {
        return new Uint8Array(await crypto.subtle.decrypt(about(iv, place), master, sealed.subarray(NONCE)));
      } catch {
        throw new Damaged(place);
      }
    },
  };
}

/** How values are kept: by which vault, and whether a blob can be among them. */
export interface Keeper {
  vault: Vault;
  /** False where the browser takes no blob into its database: they are kept as bytes then. */
  readonly blobs: boolean;
}

/** The fields of worth of a record, sealed, packed to bytes or as they are. */
export type Kept<T extends object> = T | { sealed: Sealed } | { packed: Uint8Array<ArrayBuffer> };

/** Fields as they are to be stored at a place. */
export async function keep<T extends object>(
  { vault, blobs }: Keeper,
  place: string,
  fields: T,
): Promise<Kept<T>> {
  if (vault.seal) return { sealed: await vault.seal(place, await pack(fields)) };
  return blobs ? fields : { packed: await pack(fields) };
}

/** The fields that were stored at a place. Throws `Damaged`, `Locked`. */
export async function kept<T extends object>({ vault }: Keeper, place: string, stored: Kept<T>): Promise<T> {
  if (!('sealed' in stored)) {
    if (!vault.plain) throw vault === LOCKED_VAULT ? new Locked() : new Damaged(place);
    return 'packed' in stored ? (unpack(stored.packed) as T) : stored;
  }
  if (!vault.open) throw new Damaged(place);
  return unpack(await vault.open(place, stored.sealed)) as T;
}
