/** Name of the database in which an engine keeps its tables. */
const STORE = 'store';

/** Name of the database of an engine's session. */
export const databaseOf = (session: number): string => (session === 0 ? STORE : `s${session}`);

/** Statements that end a session's database with all that is in it. */
export const leaveStatements = (session: number): readonly string[] => [
  'USE memory',
  `DETACH ${databaseOf(session)}`,
];

/** Statements that make a compressed database in memory, which a connection's tables go to from then on. */
export const memoryStatements = (name: string): readonly string[] => [
  `ATTACH ':memory:' AS ${name} (COMPRESS)`,
  `USE ${name}`,
];

/**
 * Statements that make the database in which an engine keeps its tables, before it is shut: in memory, and
 * compressed. Tables take a quarter of the room (what a browser tab has is 4 GB at most), texts that repeat are
 * read as numbers into a list of them, and writing costs no more, because less is written. The codecs for
 * fractions are left out: looking for the best of them takes longer than writing the numbers as they are.
 */
export const storeStatements: readonly string[] = [
  "SET disabled_compression_methods='alp,alprd,chimp,patas'",
  ...memoryStatements(STORE),
];
