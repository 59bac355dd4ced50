import { databaseOf, memoryStatements, storeStatements } from './store.ts';

/** The only folder of DuckDB's file system that a locked engine reads. */
export const INPUT_FOLDER = 'in/';

/** Autoloading has to be off before anything else runs: a failed extension fetch poisons the instance. */
const quiet = [
  'SET autoinstall_known_extensions=false',
  'SET autoload_known_extensions=false',
  'SET allow_community_extensions=false',
  'SET allow_unsigned_extensions=false',
  'SET allow_persistent_secrets=false',
];

/** External access is turned off after all that still needs it, and the lock itself comes last. */
const shut = ['SET enable_external_access=false', 'SET lock_configuration=true'];

/**
 * Statements that make an engine's store and close DuckDB before it sees any SQL of a notebook: no extensions,
 * no secrets, no file or network outside `in/`, no other database, and no way to change that.
 */
export const bootStatements: readonly string[] = [
  ...quiet,
  ...storeStatements,
  `SET allowed_directories=['${INPUT_FOLDER}']`,
  ...shut,
];

/**
 * Statements that close a native instance in the same way when its own tables are all it shall read: no file at
 * all, no network, no extension, and no way back. Spilling still works.
 */
export const lockStatements: readonly string[] = [...quiet, ...shut];

/** Makes the database of an engine's further session: the same names are other tables and schemas in each. */
export const sessionStatements = (n: number): readonly string[] => memoryStatements(databaseOf(n));
