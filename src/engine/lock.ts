/** The only folder of DuckDB's file system that a locked engine reads. */
export const INPUT_FOLDER = 'in/';

/**
 * Statements that close DuckDB before it sees any SQL of a notebook: no extensions, no secrets, no file
 * or network outside `in/`, and no way to change that. The order matters: autoloading has to be off
 * before anything else runs (a failed extension fetch poisons the instance), the allowed folder has to be
 * named before external access is turned off, and the lock itself comes last.
 */
export const lockStatements: readonly string[] = [
  'SET autoinstall_known_extensions=false',
  'SET autoload_known_extensions=false',
  'SET allow_community_extensions=false',
  'SET allow_unsigned_extensions=false',
  'SET allow_persistent_secrets=false',
  `SET allowed_directories=['${INPUT_FOLDER}']`,
  'SET enable_external_access=false',
  'SET lock_configuration=true',
];
