/** Largest notebook file that is read, in bytes of UTF-8. */
export const MAX_NOTEBOOK_BYTES = 5_000_000;
