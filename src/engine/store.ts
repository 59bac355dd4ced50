/** Name of the database in which an engine keeps its tables. */
export const STORE = 'store';

/**
 * Statements that make the database in which an engine keeps its tables, before it is shut: in memory, and
 * compressed. Tables take a quarter of the room (what a browser tab has is 4 GB at most), texts that repeat are
 * read as numbers into a list of them, and writing costs no more, because less is written. The codecs for
 * fractions are left out: looking for the best of them takes longer than writing the numbers as they are.
 */
export const storeStatements: readonly string[] = [
  "SET disabled_compression_methods='alp,alprd,chimp,patas'",
  `ATTACH ':memory:' AS ${STORE} (COMPRESS)`,
  `USE ${STORE}`,
];
