const digests = new WeakMap<Uint8Array, string>();

/** Notes rows as those that come with the page; `digest` is of what they hold. */
export const noteShipped = (piece: Uint8Array, digest: string): void => void digests.set(piece, digest);

/** Digest of a piece of rows that came with the page, on whatever way it went; null of any other. */
export const shippedAs = (piece: Uint8Array): string | null => digests.get(piece) ?? null;
