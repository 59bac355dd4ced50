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
 * compressed where they are big. Compressed they take a third of the room, of which a browser tab has 4 GB at most;
 * but to compress 1,000,000 order lines takes a second, as long as reading them from their file. So what is written
 * is compressed at once from the threshold on (DuckDB's estimate of a table in memory, some 300 bytes for an order
 * line and its account), and else by `compactSql`. The codecs for fractions are left out: looking for the best of
 * them takes longer than writing the numbers as they are.
 */
export const storeStatements: readonly string[] = [
  "SET disabled_compression_methods='alp,alprd,chimp,patas'",
  "SET checkpoint_threshold='640MB'",
  ...memoryStatements(STORE),
];

/** Bytes of rows, as text or Arrow, from which on they are worth compressing. */
export const WORTH_COMPACTING = 128 * 1024 ** 2;

/** Compresses every table of a connection's database that is not compressed yet. */
export const compactSql = 'CHECKPOINT';
