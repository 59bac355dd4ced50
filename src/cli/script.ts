import { quoteName, quotePath } from '../sql/quote.ts';
import type { KeyPads } from '../privacy/policy.ts';

/**
 * The pads of the pseudonyms in a script: made there from the variable `pseudonym_secret`, so that the run's
 * secret is not in the file.
 */
export const SCRIPT_PADS: KeyPads = {
  inner: `getvariable('pseudonym_inner')`,
  outer: `getvariable('pseudonym_outer')`,
};

const pad = (name: string, byte: string): string =>
  `SET VARIABLE pseudonym_${name} = xor(CAST(unhex(rpad(coalesce(CAST(getvariable('pseudonym_secret') AS VARCHAR), ''), 128, '0')) AS BIT), CAST(unhex(repeat('${byte}', 64)) AS BIT))::BLOB`;

const SECRET_NOTE = `-- The secret of the pseudonyms is not in this file. Without it people get other pseudonyms than in the run,
-- and every number stays the same. For the run's own pseudonyms run first:
--   SET VARIABLE pseudonym_secret = '<the hexadecimal digits of the secret file>';
`;

export interface ScriptSource {
  name: string;
  file: string;
  /** Statements that read the file, or null when `copy` is read in its place. */
  script: string[] | null;
  /** Parquet file that holds the table after its privacy policies. */
  copy: string | null;
  pseudonyms: boolean;
}

/** Statements that make the source tables from the files themselves, or from a copy where DuckDB cannot read them. */
export function sourceTables(sources: readonly ScriptSource[]): string[] {
  const secret = sources.some((s) => s.script && s.pseudonyms)
    ? [SECRET_NOTE + pad('inner', '36'), pad('outer', '5c')]
    : [];
  return [...secret, 'CREATE SCHEMA IF NOT EXISTS source', ...sources.flatMap(sourceStatements)];
}

function sourceStatements({ name, file, script, copy }: ScriptSource): string[] {
  const title = `-- Source ${oneLine(name)}: ${oneLine(file)}\n`;
  if (script) {
    // The importer's own names begin with a control character, which a file had better not hold.
    const [first = '', ...rest] = script.map((sql) => sql.replaceAll('"\u0001', '"file '));
    return [title + first, ...rest];
  }
  return [
    `${title}-- DuckDB cannot read that file as it lies: this is what the run made of it, after the privacy policies.\n` +
      `CREATE OR REPLACE TABLE source.${quoteName(name)} AS FROM read_parquet(${quotePath(copy!)})`,
  ];
}

const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ');
